/** Names for the streets and lanes that the subdivision lays, each given once. All invented from common words. */
import type { LineKind } from './mesh.ts';

const STREET_HEADS =
  '桂花 迎春 和平 友谊 胜利 团结 光明 幸福 长青 丰收 永安 永宁 兴隆 仁和 德胜 崇文 尚义 明德 清泉 玉泉 碧桃 红枫 银杏 紫薇 香樟 翠竹 青松 白杨 芙蓉 海棠 望山 观澜 听涛 映月 沿河 临溪 春晖 秋实 锦绣 东升 西苑 南园 北苑 振兴 富民 惠民 康宁 安泰 金穗 银杉 云锦 晴川 雅集 书院 状元 石桥 柳堤 荷塘 梧桐 槐荫 桃园 杏林 梅岭 菊园 兰亭 松鹤'.split(
    ' ',
  );
const LANE_HEADS =
  '油坊 米市 铁匠 染坊 竹器 豆腐 水井 鼓楼 钟楼 文庙 城隍 东井 西井 柴市 盐店 茶行 布市 灯笼 裁缝 银匠 打铜 剪子 麻绳 糖坊 酱园 磨坊 花市 果子 扁担 青石 石板 半边 夹城 横塘 小井 双槐 三眼井 观音 老酒 书铺 纸坊 笔店 琴台 牌坊 粮仓 马家 罗家 方家 余家 汪家 程家 江家 胡家 章家 查家 洪家 桂家 檀家 舒家 储家'.split(
    ' ',
  );
const VILLAGE_ROADS =
  '石茶线 沙洲圩堤路 圩埂路 南冲路 茶岗路 石岭路 东圩路 望江线 畈上路 河湾路 山前路 塘边路 桥头路 油茶路 竹园路'.split(
    ' ',
  );

export class RoadNames {
  private readonly streets = [...STREET_HEADS];
  private readonly lanes = [...LANE_HEADS];
  private readonly village = [...VILLAGE_ROADS];

  /** Roads only; a wall or a field border has no name, and a pool that is used up gives nameless lanes. */
  take(kind: LineKind, isVillage: boolean): string | null {
    if (kind !== 'street' && kind !== 'lane') return null;
    if (isVillage) return this.village.shift() ?? null;
    const head = (kind === 'street' ? this.streets : this.lanes).shift();
    if (head === undefined) return null;
    return kind === 'street' ? `${head}路` : `${head}巷`;
  }
}
