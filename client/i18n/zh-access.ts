/** Texts of signing in, of the first start and of a service without a county in Chinese, fetched with their screens. */
import type { Message } from './translate.ts';

export const zhAccess = {
  'access.lead': '登录后可使用与岗位相应的功能。查询地图无需登录。',
  'access.login': '账号',
  'access.password': '密码',
  'access.signIn': '登录',
  'access.already': '当前账号：{name}',
  'access.welcome': '已登录：{name}',
  'access.demo': '演示账号',
  'access.demoText': '这里是演示区县，账号公开，仅供试用。',
  'access.enter': '进入',
  'role.viewer': '访客',
  'role.worker': '网格员',
  'role.dispatcher': '指挥员',
  'role.planner': '规划员',
  'role.reviewer': '审核员',
  'role.auditor': '审计员',
  'role.admin': '管理员',
  'setup.title': '设置首位管理员',
  'setup.lead': '此链接只能使用一次。请设置管理员账号，密码请妥善保管。',
  'setup.noLink': '链接不完整。请从服务启动时显示的完整链接进入。',
  'setup.login': '账号（字母、数字）',
  'setup.name': '姓名',
  'setup.password': '密码',
  'setup.again': '再次输入密码',
  'setup.differ': '两次输入的密码不一致。',
  'setup.make': '创建管理员',
  'empty.title': '还没有网格数据',
  'empty.import': '请先导入区域和网格，也可以同时导入楼栋。支持 GeoJSON、Shapefile、GeoPackage 和 CSV 文件。',
  'empty.signIn': '请用规划员或管理员账号登录，再导入区域和网格。',
  'empty.role': '当前账号没有导入权限，请联系管理员。',
} as const satisfies Record<string, Message>;

export type AccessKey = keyof typeof zhAccess;
