# ruff: noqa: E501 - a Chinese character counts as two columns, and a row stands on one line
"""Texts and web pages written by hand, with what a careful reader writes down of them.

As in ``by_hand_forms``: written before the recogniser was ever run on them.
"""

from __future__ import annotations

from tests.import_corpus.telling import Layout, Printing

_SCANNED = """\
城 南 热 力 公 司              岗位工作标准            第 12 页

岗 位 名 称 ： 锅炉运行班长
所 属 部 门 ： 生产运行部
直 接 上 级 ： 生产运行部副部长
直 接 下 级 ： 司炉工、水处理工
岗 位 定 员 ： ４ 人
岗位编号： SC－０８

一 、 岗 位 职 责
l、负责本班锅炉的安全、经济运行，严格执行操作规
程和调度指令。
2、组织班前会和班后会，做好交接班工作，检查设备
城 南 热 力 公 司              岗位工作标准            第 13 页
运行记录的真实性。
3、发现设备异常时立即组织处理，并向值长报告，必要
时有权紧急停炉。
4、负责本班人员的技术培训和安全教育。

二 、 岗 位 权 眼
1、对违章操作有制止权。
2、对本班人员的考核有建议权。

三 、 任 职 条 件
学    历：中专以上，热能动力相关专业
工作经验： 五年以上司炉工作经历
持证要求：特种设备作业人员证（G2）
工作环境：高温、有噪声
"""


def scanned() -> Printing:
    """Scanned: spaces in labels, page heads in sentences, an l for 1, 眼 for 限."""
    role = {
        "title": "锅炉运行班长", "department": "生产运行部", "reports_to": "生产运行部副部长",
        "direct_reports": ["司炉工", "水处理工"], "headcount": "4", "code": "SC-08",
        "duties": [
            "负责本班锅炉的安全、经济运行，严格执行操作规程和调度指令。",
            "组织班前会和班后会，做好交接班工作，检查设备运行记录的真实性。",
            "发现设备异常时立即组织处理，并向值长报告，必要时有权紧急停炉。",
            "负责本班人员的技术培训和安全教育。",
        ],
        "authority": ["对违章操作有制止权。", "对本班人员的考核有建议权。"],
        "qualifications": {
            "education": "中专以上，热能动力相关专业", "experience": "五年以上司炉工作经历",
            "licences": "特种设备作业人员证（G2）", "environment": "高温、有噪声",
        },
    }  # fmt: skip
    return Printing({"扫描件.txt": _SCANNED.encode("gb18030")}, {}, (), (role,))


_PAGE = """\
<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>岗位详情 - 协同办公</title>
<style>.k{color:#888}</style><script>var department = "岗位名称";</script></head><body>
<div class="nav"><a href="/">首页</a> <a href="/hr">人事</a></div>
<h2>前端开发工程师</h2>
<dl><dt>所属组织</dt><dd>研发中心 / 平台组</dd><dt>岗位序列</dt><dd>技术类</dd>
<dt>职级范围</dt><dd>P5-P7</dd><dt>汇报关系</dt><dd>平台组组长</dd><dt>编制数</dt><dd>6</dd></dl>
<h3>岗位描述</h3><p>负责公司中后台产品的前端开发，持续改善用户体验。</p>
<h3>岗位职责</h3>
<ol><li>参与需求评审，完成页面开发与联调；</li><li>维护公共组件库：<ul><li>编写使用文档</li><li>处理各业务线反馈</li></ul></li>
<li>优化页面性能，跟进线上问题。</li></ol>
<h3>任职要求</h3>
<table><tr><th>学历</th><td>□大专　☑本科　□硕士及以上</td></tr>
<tr><th>经验</th><td>三年以上前端开发经验</td></tr>
<tr><th>技能</th><td>精通JavaScript、TypeScript；<br>熟悉至少一种主流框架；<br>了解职责分离等软件设计原则</td></tr></table>
<h3>协作部门</h3><p>对内：产品部、测试部、设计部</p><p>对外：供应商</p>
<footer>© 2024 协同办公系统 打印时间 2024-05-20</footer></body></html>
"""


def intranet() -> Printing:
    """An intranet's page: definition list, nested lists, ticked boxes, a foot."""
    role = {
        "title": "前端开发工程师", "department": "研发中心 / 平台组", "grade": "P5-P7",
        "reports_to": "平台组组长", "headcount": "6",
        "summary": "负责公司中后台产品的前端开发，持续改善用户体验。",
        "duties": [
            "参与需求评审，完成页面开发与联调；",
            {"text": "维护公共组件库：", "tasks": ["编写使用文档", "处理各业务线反馈"]},
            "优化页面性能，跟进线上问题。",
        ],
        "relations": {"internal": ["产品部", "测试部", "设计部"], "external": ["供应商"]},
        "qualifications": {
            "education": "本科", "experience": "三年以上前端开发经验",
            "knowledge_skills": "精通JavaScript、TypeScript；\n熟悉至少一种主流框架；\n了解职责分离等软件设计原则",
        },
    }  # fmt: skip
    return Printing({"岗位详情.html": _PAGE.encode()}, {}, (), (role,))


_RUN = (
    "蜀香餐饮管理有限公司岗位说明书职位名称门店店长隶属部门营运部直属上级区域经理直属下级前厅主管、厨师长"
    "定编人数1人编写日期2019/8/20职位概要全面负责门店经营，达成营业目标工作职责1.制订门店月度营业计划，并分解到班组；"
    "2.检查各岗位的服务质量和出品质量，处理顾客投诉；3.控制食材、人工和能耗成本；4.负责门店员工的排班、培训和考核，"
    "落实各部门的职责；5.保证食品安全，配合主管部门检查。工作权限门店人员的排班权、奖惩建议权，500元以内的顾客补偿权"
    "任职条件学历要求大专及以上年龄25-40岁工作经验三年以上中餐管理经验，其中一年以上店长经验技能要求熟悉餐饮成本核算，"
    "善于沟通工作环境门店现场工作时间轮班，每周休一天"
    "职位名称收银员隶属部门营运部直属上级前厅主管直属下级无定编人数3人编写日期2019/8/20职位概要准确、快捷地为顾客结账"
    "工作职责1.核对账单，收取现金、刷卡及移动支付款项；2.班后清点备用金，填写收银日报表；3.保管发票和印章。"
    "工作权限拒绝无授权折扣的权力任职条件学历要求高中及以上年龄18-35岁工作经验不限技能要求会使用收银系统，点钞熟练"
    "工作环境门店现场工作时间轮班，每周休一天"
)


def run_together() -> Printing:
    """Everything run together, without a colon anywhere."""
    manager = {
        "title": "门店店长", "department": "营运部", "reports_to": "区域经理",
        "direct_reports": ["前厅主管", "厨师长"], "headcount": "1", "filled_on": "2019-08-20",
        "summary": "全面负责门店经营，达成营业目标",
        "duties": [
            "制订门店月度营业计划，并分解到班组；", "检查各岗位的服务质量和出品质量，处理顾客投诉；",
            "控制食材、人工和能耗成本；", "负责门店员工的排班、培训和考核，落实各部门的职责；",
            "保证食品安全，配合主管部门检查。",
        ],
        "authority": ["门店人员的排班权", "奖惩建议权", "500元以内的顾客补偿权"],
        "qualifications": {
            "education": "大专及以上", "age": "25-40岁",
            "experience": "三年以上中餐管理经验，其中一年以上店长经验",
            "knowledge_skills": "熟悉餐饮成本核算，善于沟通", "environment": "门店现场",
            "working_hours": "轮班，每周休一天",
        },
    }  # fmt: skip
    cashier = {
        "title": "收银员", "department": "营运部", "reports_to": "前厅主管", "direct_reports": "无",
        "headcount": "3", "filled_on": "2019-08-20", "summary": "准确、快捷地为顾客结账",
        "duties": ["核对账单，收取现金、刷卡及移动支付款项；", "班后清点备用金，填写收银日报表；", "保管发票和印章。"],
        "authority": ["拒绝无授权折扣的权力"],
        "qualifications": {
            "education": "高中及以上", "age": "18-35岁", "experience": "不限",
            "knowledge_skills": "会使用收银系统，点钞熟练", "environment": "门店现场",
            "working_hours": "轮班，每周休一天",
        },
    }  # fmt: skip
    return Printing({"店长.txt": _RUN.encode()}, {}, (), (manager, cashier))


_CHAT = """\
直营店人员安排（2024版）

【店长】1名
上级：区域督导
下属：副店长、导购
主要工作内容：
① 完成公司下达的销售目标；
② 每天开早会，安排当日工作；
③ 每周一上报销售周报；
岗位要求：
学历：高中以上
经验：两年以上服装零售管理经验

【导购】每店4名
上级：店长
主要工作内容：
① 接待顾客，介绍商品，促成销售；
② 陈列、补货、盘点；
③ 维护会员关系，
   每月新增会员不少于20人。
岗位要求：
学历：不限
经验：有零售经验者优先
"""


def pasted() -> Printing:
    """Pasted from a chat: titles in brackets with the headcount behind them."""
    manager = {
        "title": "店长", "headcount": "1", "reports_to": "区域督导", "direct_reports": ["副店长", "导购"],
        "duties": ["完成公司下达的销售目标；", "每天开早会，安排当日工作；", "每周一上报销售周报；"],
        "qualifications": {"education": "高中以上", "experience": "两年以上服装零售管理经验"},
    }  # fmt: skip
    seller = {
        "title": "导购", "headcount": "每店4名", "reports_to": "店长",
        "duties": ["接待顾客，介绍商品，促成销售；", "陈列、补货、盘点；", "维护会员关系，每月新增会员不少于20人。"],
        "qualifications": {"education": "不限", "experience": "有零售经验者优先"},
    }  # fmt: skip
    return Printing({"人员安排.txt": _CHAT.encode("utf-8-sig")}, {}, (), (manager, seller))


LAYOUTS = (
    Layout("hand-txt-scanned", "spaces in labels, page heads in sentences, misread characters", scanned),
    Layout("hand-html-intranet", "definition list, nested lists, ticked boxes", intranet),
    Layout("hand-txt-run", "run together without a colon", run_together),
    Layout("hand-txt-pasted", "titles in brackets with the headcount", pasted),
)
