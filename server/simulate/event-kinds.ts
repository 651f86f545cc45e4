/**
 * What is reported in the demo county: per category of the sample dictionary how often, where, in whose words, who handles it
 * and how long that takes. `{}` in a text is the place.
 */

/** Where such a thing is seen. */
export type Scene = 'compound' | 'street' | 'shop' | 'water' | 'village';

export interface EventKind {
  readonly category: string;
  /** Of a thousand. */
  readonly weight: number;
  readonly scenes: readonly Scene[];
  readonly texts: readonly string[];
  /** Which kind of unit handles it; null: the worker of the grid on the spot. */
  readonly unit: UnitKind | null;
  /** Minutes on duty until it is handled, in the middle. */
  readonly minutes: number;
  readonly urgent: boolean;
}

export type UnitKind =
  | 'order'
  | 'sanitation'
  | 'roads'
  | 'construction'
  | 'police'
  | 'property'
  | 'justice'
  | 'water'
  | 'gas'
  | 'fire';

const kind = (
  category: string,
  weight: number,
  scenes: readonly Scene[],
  unit: UnitKind | null,
  minutes: number,
  texts: readonly string[],
  urgent = false,
): EventKind => ({ category, weight, scenes, unit, minutes, texts, urgent });

export const EVENT_KINDS: readonly EventKind[] = [
  kind('0101', 120, ['compound', 'street', 'village'], 'sanitation', 110, [
    '{}垃圾桶满溢，垃圾散落在地',
    '{}旁堆放生活垃圾，有异味',
    '{}墙角有多袋垃圾未清运',
  ]),
  kind('0102', 70, ['street'], 'sanitation', 70, ['{}路面有泥土撒落', '{}人行道油污未清洗', '{}落叶堆积，影响通行']),
  kind('0103', 18, ['street'], 'roads', 140, ['{}雨后积水，深约十厘米', '{}雨水口堵塞，路面积水']),
  kind('0104', 14, ['street', 'village'], 'sanitation', 700, ['{}路边积存渣土约两立方米', '{}旁有无主渣土堆']),
  kind('0105', 45, ['compound'], 'sanitation', 150, ['{}楼下堆放装修垃圾', '{}绿化带旁倾倒建筑垃圾']),
  kind('0106', 32, ['compound', 'street'], 'sanitation', 330, ['{}绿地内有白色垃圾', '{}绿化带杂草丛生']),
  kind('0107', 12, ['water'], 'sanitation', 800, ['{}岸边漂浮垃圾较多', '{}水面有油污，需打捞']),
  kind('0201', 60, ['compound', 'street', 'shop'], null, 25, [
    '{}墙面张贴小广告，已清除',
    '{}楼道内喷涂小广告，现场已覆盖',
  ]),
  kind('0202', 20, ['street', 'shop'], 'order', 600, ['{}门前横幅未经批准悬挂', '{}护栏上悬挂宣传条幅']),
  kind('0203', 16, ['shop'], 'order', 900, ['{}招牌松动，有坠落风险', '{}灯箱破损，电线外露']),
  kind('0301', 14, ['street'], 'construction', 300, ['{}工地未覆盖裸土，扬尘较大', '{}渣土车出场未冲洗']),
  kind('0302', 16, ['street', 'compound'], 'construction', 80, ['{}附近工地夜间施工，噪声较大'], true),
  kind('0303', 6, ['street'], 'construction', 260, ['{}路面开挖，现场未见许可公示']),
  kind('0401', 105, ['shop', 'street'], 'order', 90, [
    '{}店外占道摆放货物',
    '{}流动摊贩占道经营',
    '{}门前夜市摊占用盲道',
  ]),
  kind('0402', 78, ['street', 'compound'], 'police', 100, ['{}机动车占用人行道停放', '{}路口违停，影响转弯视线']),
  kind('0403', 58, ['shop', 'street'], null, 30, ['{}共享单车乱停放，已归位', '{}非机动车停在盲道上，现场已挪开']),
  kind('0404', 12, ['compound', 'village'], 'order', 3000, ['{}顶楼搭建彩钢棚', '{}院内加盖砖房，未见审批']),
  kind('0501', 4, ['street'], 'roads', 70, ['{}路面塌陷，直径约半米'], true),
  kind(
    '0502',
    10,
    ['street', 'compound'],
    'water',
    75,
    ['{}自来水管破裂，正在冒水', '{}阀门井漏水，路面已结水膜'],
    true,
  ),
  kind('0503', 5, ['compound'], 'gas', 40, ['{}楼道内有燃气异味'], true),
  kind('0504', 4, ['compound', 'shop'], 'fire', 35, ['{}电动车充电冒烟，明火已扑灭，需核查'], true),
  kind('0601', 46, ['compound', 'village'], 'justice', 1300, [
    '{}上下楼因漏水发生争执',
    '{}邻里因停车位争执',
    '{}宅间通道堆物引起纠纷',
  ]),
  kind('0602', 40, ['compound'], 'property', 1300, ['{}电梯多次停运，要求物业检修', '{}对物业公共收益公示有异议']),
  kind('0603', 52, ['compound', 'shop', 'village'], 'property', 330, [
    '{}外墙瓷砖空鼓，存在坠落隐患',
    '{}配电箱门损坏',
    '{}窨井盖松动',
  ]),
  kind('0604', 60, ['compound'], 'property', 90, ['{}消防通道被车辆堵塞', '{}楼道内堆放杂物并停放电动车']),
  kind('0605', 43, ['compound', 'shop'], 'police', 330, [
    '{}深夜音响噪声扰民',
    '{}广场舞音量过大',
    '{}装修时间过早，影响休息',
  ]),
  kind('0606', 40, ['compound', 'village'], 'property', 900, [
    '{}独居老人家中水龙头损坏，需帮助联系维修',
    '{}楼道灯不亮，出行不便',
  ]),
];

/** Names of the units of a town; `{}` is its name. County-wide ones have no place for it. */
export const UNIT_NAMES: Record<UnitKind, { readonly name: string; readonly level: 'town' | 'county' }> = {
  order: { name: '{}综合行政执法队', level: 'town' },
  sanitation: { name: '{}环卫所', level: 'town' },
  property: { name: '{}物业管理办公室', level: 'town' },
  justice: { name: '{}司法所', level: 'town' },
  police: { name: '{}派出所', level: 'town' },
  roads: { name: '县市政设施管理处', level: 'county' },
  construction: { name: '县住建局施工管理科', level: 'county' },
  water: { name: '县供水公司抢修队', level: 'county' },
  gas: { name: '县燃气公司抢修队', level: 'county' },
  fire: { name: '县消防救援大队', level: 'county' },
};

/** Places in words that no register knows: such events cannot be located. */
export const VAGUE_PLACES = [
  '老供销社后面',
  '大桥下坡那个路口',
  '菜场南门往里走',
  '原农机厂旁边',
  '新修的那条路尽头',
] as const;
