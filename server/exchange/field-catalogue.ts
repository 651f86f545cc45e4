/**
 * Our fields per layer: what kind of value each takes, and the names under which files hold it, the likeliest first.
 * Names are compared without case, spaces and signs. Data only.
 */
import type { ImportLayer } from '../contract/imports.ts';

export type FieldKind = 'code' | 'text' | 'count' | 'metres' | 'choice' | 'instant' | 'json';

export interface Field {
  name: string;
  kind: FieldKind;
  /** Characters a text may have; greatest number of a count or of metres. */
  max: number;
  /** Choices: the value and what files write for it, compared like names. */
  choices?: Record<string, readonly string[]>;
  /** What a choice it does not know becomes: a refusal, or nothing. */
  lenient?: boolean;
  names: readonly string[];
}

const BIGGEST = 2_147_483_647;

function field(name: string, kind: FieldKind, max: number, names: string, more: Partial<Field> = {}): Field {
  return { name, kind, max, names: [name, ...names.split(' ').filter((one) => one !== '')], ...more };
}

const LEVELS = {
  county: ['区县', '县', '区', '县区', '县级', 'district', '1'],
  town: ['镇街', '街道', '乡镇', '镇', '乡', 'street', 'township', '2'],
  community: ['社区', '村', '社区村', '居委会', '村委会', 'village', '3'],
};
const GRID_KINDS = {
  basic: ['基础网格', '基础', '普通网格', '一般网格', '综合网格', '网格'],
  dedicated: ['专属网格', '专属', '专用网格', '专业网格', '特殊网格'],
  micro: ['微网格', '微', 'microgrid'],
};
const PLACE_KINDS = {
  building: ['楼栋', '楼宇', '建筑', '建筑物', '房屋', '栋', 'yes', 'house', 'residential', 'apartments'],
  unit: ['单元', '单元门', '门栋', 'entrance'],
  organization: ['单位', '驻区单位', '企事业单位', '机构', '企业', 'organisation', 'company', 'office'],
  shop: ['商户', '商铺', '店铺', '门店', '商店', 'store'],
  'service-point': ['服务点', '党群服务中心', '便民服务点', '服务中心', '服务站', 'servicepoint'],
};
const BASE_KINDS = {
  road: ['道路', '路', '街路', 'roads', 'highway', 'street', 'majorroad', 'minorroad', 'path'],
  water: ['水域', '水系', '河流', '湖泊', '水面', 'river', 'lake', 'riverbank', 'reservoir', 'pond', 'stream', 'canal'],
  green: ['绿地', '公园', '林地', 'park', 'forest', 'wood', 'grass', 'garden', 'meadow', 'greenspace'],
  compound: ['小区', '院落', '围墙', '大院', 'compounds', 'wall', 'residential'],
};
const ROAD_CLASSES = {
  trunk: ['高速', '高速公路', '快速路', '国道', 'motorway', 'motorwaylink', 'trunklink', 'expressway'],
  main: ['主干道', '主干路', '干道', '省道', 'primary', 'primarylink', 'majorroad'],
  secondary: ['次干道', '次干路', '县道', 'secondarylink', 'tertiary', 'tertiarylink'],
  street: ['支路', '街道', '街', 'residential', 'unclassified', 'livingstreet', 'minorroad', 'road'],
  lane: [
    '村道',
    '乡道',
    '巷',
    '里弄',
    '胡同',
    '小路',
    'service',
    'path',
    'footway',
    'track',
    'pedestrian',
    'steps',
    'cycleway',
  ],
};

const POST_ROLES = {
  leader: ['网格长', '格长', 'gridleader'],
  worker: ['网格员', '专职网格员', '专职', 'fulltime'],
  'part-time': ['兼职网格员', '兼职'],
  micro: ['微网格员', '楼栋长', '微网格长', '微格员'],
  cadre: ['网格指导员', '下沉干部', '指导员', '包联干部', 'adviser'],
  police: ['社区民警', '民警', '警官'],
  property: ['物业人员', '物业', '物业经理', '物业管家'],
  legal: ['法律顾问', '律师', '网格律师'],
  volunteer: ['志愿者', '志愿服务人员'],
};
const CHANNELS = {
  worker: ['网格员', '网格员上报', '巡查', '巡查上报', '监督员'],
  hotline: ['热线', '12345', '12345热线', '政务热线', '电话'],
  resident: ['居民', '公众', '群众', '市民', '微信', '随手拍'],
  system: ['系统', '平台', '视频', '转办', '上级交办', '其他'],
};

export const FIELDS: Record<ImportLayer, readonly Field[]> = {
  areas: [
    field(
      'code',
      'code',
      12,
      '编码 代码 区划代码 行政区划代码 统计用区划代码 区域编码 社区编码 街道编码 镇街编码 区县编码 adcode areacode code12 code9 code6 villagecode streetcode districtcode xzqdm',
    ),
    field(
      'name',
      'text',
      100,
      '名称 区划名称 行政区划名称 区域名称 社区名称 街道名称 镇街名称 区县名称 areaname xzqmc mc',
    ),
    field('level', 'choice', 0, '级别 层级 区划级别 行政级别 areatype', { choices: LEVELS }),
    field('parentCode', 'code', 12, '上级编码 上级代码 父级编码 父级代码 上级区划代码 所属区划 parent parentid'),
  ],
  grids: [
    field(
      'code',
      'code',
      40,
      '网格编码 网格代码 网格编号 网格号 编码 代码 编号 gridcode gridid gridno wgbm wgdm wgbh id fid',
    ),
    field('name', 'text', 100, '网格名称 网格名 名称 gridname wgmc mc namelsad20 name20 label'),
    field('kind', 'choice', 0, '网格类型 网格类别 网格性质 类型 类别 gridtype gridkind type wglx', {
      choices: GRID_KINDS,
    }),
    field(
      'parentCode',
      'code',
      40,
      '社区编码 社区代码 村居编码 所属社区编码 上级编码 上级代码 所属区划代码 父级编码 communitycode areacode parent sqbm sqdm',
    ),
    field('bandMin', 'count', BIGGEST, '户数下限 最少户数 最小户数 标准下限'),
    field('bandMax', 'count', BIGGEST, '户数上限 最多户数 最大户数 标准上限'),
    field('leader', 'text', 60, '网格长 网格长姓名 gridleader wgz'),
    field('leaderPhone', 'text', 40, '网格长电话 网格长联系电话 网格长手机 网格长办公电话'),
    field('worker', 'text', 60, '网格员 专职网格员 网格员姓名 gridworker wgy'),
    field('workerPhone', 'text', 40, '网格员电话 网格员联系电话 网格员手机 网格员办公电话'),
  ],
  places: [
    field(
      'code',
      'code',
      64,
      '楼栋编码 楼栋代码 楼栋编号 建筑编码 建筑物编码 房屋编码 编码 代码 编号 buildingcode buildingid placecode osmid id fid',
    ),
    field('kind', 'choice', 0, '类型 类别 地点类型 placekind placetype', { choices: PLACE_KINDS }),
    field(
      'name',
      'text',
      200,
      '名称 楼栋名称 楼栋 楼栋名 建筑名称 楼宇名称 楼名 单位名称 商户名称 buildingname namezh mc',
    ),
    field('address', 'text', 300, '地址 详细地址 门牌地址 标准地址 门牌 fulladdress addrfull addr dz'),
    field('compound', 'text', 100, '小区 小区名称 院落 所属小区 楼盘 estate'),
    field('parentCode', 'code', 64, '所属楼栋编码 所属楼栋 楼栋代码 上级编码 parent buildingcode'),
    field('households', 'count', BIGGEST, '户数 住户数 总户数 居民户数 household hcnt hushu hs'),
    field('shops', 'count', BIGGEST, '商户数 商铺数 店铺数 shopcount'),
    field('storeys', 'count', 300, '层数 楼层数 总层数 地上层数 floors levels buildinglevels storey'),
    field('accuracyM', 'metres', 1_000_000, '精度 定位精度 accuracy'),
    field('gridOverride', 'code', 40, '指定网格 指定网格编码 人工网格 override'),
  ],
  base: [
    field('kind', 'choice', 0, '类型 类别 layer 图层 要素类型 basekind', { choices: BASE_KINDS }),
    field('name', 'text', 200, '名称 道路名称 路名 namezh mc'),
    field('class', 'choice', 0, '等级 道路等级 道路类型 fclass highway roadclass kinddetail', {
      choices: ROAD_CLASSES,
      lenient: true,
    }),
  ],
  workers: [
    field('code', 'code', 40, '工号 人员编码 网格员编码 人员编号 编码 编号 workercode workerid staffid'),
    field('name', 'text', 60, '姓名 人员姓名 网格员姓名 网格员 workername xm'),
    field('phone', 'text', 40, '办公电话 联系电话 电话 手机 telephone tel mobile'),
    field('area', 'code', 12, '所属区划 区划代码 社区编码 社区代码 街道编码 areacode communitycode'),
    field('login', 'code', 60, '账号 登录账号 用户名 account username'),
    field('role', 'choice', 0, '岗位 角色 职务 岗位类型 人员类型 post title', { choices: POST_ROLES }),
    field('gridCode', 'code', 40, '网格编码 网格代码 网格编号 所属网格 grid gridid gridno wgbm'),
    field('from', 'instant', 40, '上岗时间 任职时间 开始时间 开始日期 start validfrom'),
    field('to', 'instant', 40, '离岗时间 离任时间 结束时间 结束日期 end validto'),
  ],
  events: [
    field('id', 'code', 36, '事件标识 uuid eventid guid'),
    field('category', 'text', 40, '小类 事件类别 事件分类 事件小类 类别 分类 案件类型 小类代码 类别代码 type'),
    field('text', 'text', 500, '问题描述 事件描述 描述 内容 事件内容 诉求内容 案件描述 description content'),
    field('channel', 'choice', 0, '来源 上报渠道 事件来源 问题来源 渠道 source', { choices: CHANNELS }),
    field('occurredAt', 'instant', 40, '发生时间 发现时间 事发时间 occurred'),
    field('reportedAt', 'instant', 40, '上报时间 受理时间 登记时间 创建时间 reported createdat'),
    field('checkedAt', 'instant', 40, '核实时间'),
    field('filedAt', 'instant', 40, '立案时间 filed'),
    field('dispatchedAt', 'instant', 40, '派遣时间 派单时间 转办时间 dispatched'),
    field('unit', 'code', 40, '处置单位编码 责任单位编码 处置单位代码 unitcode'),
    field('handledAt', 'instant', 40, '处置时间 办结时间 反馈时间 处置完成时间 handled'),
    field('verifiedAt', 'instant', 40, '核查时间 verified'),
    field('closedAt', 'instant', 40, '结案时间 closed'),
    field('solvedAt', 'instant', 40, '就地解决时间 自行处置时间 solved'),
    field('voidAt', 'instant', 40, '作废时间'),
    field('reason', 'text', 500, '处置结果 处置意见 办理结果 结果 result'),
    field('address', 'text', 300, '地址 事发地址 发生地点 地点 位置描述 详细地址 addr dz'),
    field('place', 'code', 64, '楼栋编码 楼栋代码 建筑编码 placecode buildingcode'),
    field('accuracyM', 'metres', 100_000, '精度 定位精度 accuracy'),
    field('area', 'code', 12, '区划代码 社区编码 社区代码 街道编码 areacode communitycode'),
    field('ticket', 'text', 60, '工单编号 工单号 热线工单号 ticketno'),
    field('reporter', 'text', 60, '上报账号 登记账号'),
    field('steps', 'json', 60_000, '流程 办理过程'),
  ],
};

/** A name without case, spaces and signs, full-width forms as plain ones. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-:：.()（）/]/g, '');
}
