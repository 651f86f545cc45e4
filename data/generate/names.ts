/** Invented names: compounds, hamlets, offices, firms, shops, members of staff. Any resemblance is accidental. */
import type { Random } from './random.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

const COMPOUND_HEADS = words(`幸福 桂花 江畔 锦绣 阳光 翠湖 银河 金桂 紫薇 碧水 澜庭 书香 东方 丽景 华庭 学林 春江 明月
  香樟 凤凰 金色 绿洲 御景 滨江 天和 永和 安居 福临 祥和 盛世 名仕 云栖 清风 兰亭 望湖 梧桐 龙泉 玉兰 水岸 景秀 星河 馨和`);
const WALK_UP_TAILS = words('里 新村 小区 花苑 家园 小区 里');
const MID_TAILS = words('花园 苑 家园 华府 佳苑 城 雅居');
const TOWER_TAILS = words('公馆 名邸 府 国际 尚城 天境 湾');
const YARDS = words(`纺织厂家属院 粮食局宿舍 农机厂宿舍 供销社大院 水利局宿舍 机械厂家属区 酒厂宿舍 邮电局宿舍
  教师新村 盐业公司宿舍 运输公司家属院 造纸厂家属区 化肥厂宿舍 百货公司宿舍`);
const HAMLETS =
  words(`上湾 下湾 塘边 汪冲 方家畈 石桥头 油坊冲 竹园里 大屋 新屋 老屋 柿树下 枫树坳 茶亭 金鸡岭 横埂 中埂
  圩心 圩头 三叉塘 荷叶塘 月形山 牛背岭 狮子口 罗家塝 程家湾 江家墩 章冲 查家坦 洪家坪 桂家嘴 檀树岭 舒家垄 胡家庄 余塝 马家墩
  白果树 水碓边 高坎 大坝头 沙嘴 河沿 渡口 瓦屋 竹山 桃树坞 梨园 板栗冲 杉木岭 长塝 短冲 庙前 学堂边 窑上 碾屋 花屋 长塘 团山 双井
  岭脚 岭头 半山 前畈 后畈 东坑 西坑 井边 樟树下 坝埂 田铺 石壁 石潭 青山口 凉亭`);
const OFFICES =
  words(`税务局 自然资源局 水务局 教育局 农业农村局 交通运输局 文化和旅游局 市场监督管理局 住房和城乡建设局
  供电公司 供水公司 烟草专卖局 气象局 档案馆 图书馆 融媒体中心 疾病预防控制中心 妇幼保健院 老年大学 公路管理站 人民法院 司法局
  民政局 林业局 统计局 审计局 邮政分公司 农商银行 消防救援大队 人力资源服务中心 环卫所 园林所 不动产登记中心 数据资源中心`);
const KINDERGARTENS = words('小太阳 金色童年 蓓蕾 启明星 春苗 小天鹅 童心 星光 育才 向日葵 晨曦 花儿朵朵');
const FIRM_HEADS = words('恒达 鑫源 天工 瑞丰 汇通 永盛 科讯 德源 金澜 博睿 宏益 联合 正和 新禾 远山 立达 精工 江畔');
const FIRM_TAILS = words(
  '机械制造 电子科技 汽车零部件 纺织服饰 食品加工 包装材料 新能源 建材 竹木制品 茶业 医疗器械 五金制品',
);
const SHOP_HEADS =
  words(`老街 阿婆 徽味 小李 江边 春晓 家家 好又多 百顺 鸿运 新时代 青青 佳佳 顺发 福满 老味道 一品 东升 喜来 旺角
  同心 源味 巧手 联友 益民 康乐 百姓 美佳 万家 兴隆`);
const SHOP_TAILS =
  words(`面馆 超市 便利店 五金店 理发店 大药房 水果店 早餐店 包子铺 茶庄 文具店 修车行 洗衣店 眼镜店 烟酒店 服装店
  鞋店 糕点房 快递驿站 家电维修 小炒 火锅店 花店 手机店 粮油店 童装店 打印社 渔具店 土菜馆 宠物店`);
const SURNAMES = words(
  `王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 汪 程 江 方 余 章 叶 许 丁 夏 潘 姚 谢 鲍 吕 曹 唐 袁 邓 韩`,
);
const GIVEN =
  words(`伟 芳 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 玲 建国 志强 秀英 桂兰 晓燕 海燕 春梅 国庆 建华 文斌
  少华 永强 红梅 玉兰 小龙 家明 立新 世平 雪琴 丽华 慧敏 思远 子涵 志远 婷婷 佳 鹏 凯 雯 倩 宇 晨 浩 琳 萍 辉 斌 波 燕 莉`);

export class Names {
  private readonly used = new Set<string>();
  private readonly hamlets: string[];
  private readonly yards: string[];
  private readonly offices: string[];
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
    this.hamlets = random.shuffled(HAMLETS);
    this.yards = random.shuffled(YARDS);
    this.offices = random.shuffled(OFFICES);
  }

  compound(storeys: number): string {
    if (storeys <= 6 && this.random.chance(0.12)) {
      const yard = this.yards.shift();
      if (yard) return yard;
    }
    const tails = storeys <= 7 ? WALK_UP_TAILS : storeys <= 11 ? MID_TAILS : TOWER_TAILS;
    return this.fresh(() => this.random.pick(COMPOUND_HEADS) + this.random.pick(tails));
  }

  hamlet(): string {
    return (
      this.hamlets.shift() ?? this.fresh(() => `${this.random.pick(SURNAMES)}家${this.random.pick(['冲', '畈', '湾'])}`)
    );
  }

  office(): string {
    const office = this.offices.shift();
    return office
      ? `青澜县${office}`
      : this.fresh(() => `青澜${this.random.pick(FIRM_HEADS)}${this.random.pick(['商贸', '置业', '物流'])}有限公司`);
  }

  kindergarten(): string {
    return this.fresh(
      () => `${this.random.pick(KINDERGARTENS)}${this.random.pick(['幼儿园', '实验幼儿园', '艺术幼儿园'])}`,
    );
  }

  firm(): string {
    return this.fresh(() => `青澜${this.random.pick(FIRM_HEADS)}${this.random.pick(FIRM_TAILS)}有限公司`);
  }

  shop(): string {
    return this.random.pick(SHOP_HEADS) + this.random.pick(SHOP_TAILS);
  }

  person(): string {
    return this.fresh(() => this.random.pick(SURNAMES) + this.random.pick(GIVEN));
  }

  private fresh(make: () => string): string {
    for (;;) {
      const name = make();
      if (this.used.has(name)) continue;
      this.used.add(name);
      return name;
    }
  }
}
