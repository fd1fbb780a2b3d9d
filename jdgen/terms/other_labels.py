# ruff: noqa: E501 - a Chinese character counts as two columns
"""What other documents call the fields: the many labels that companies print, a piece of ``terms``.

``terms`` has the labels that jdgen prints and takes as keys; these are only recognised in imported
documents. Chinese ones are written in Simplified characters (the recogniser converts Traditional
ones first), without spaces and in half width; English ones in lower case.
"""

from __future__ import annotations

from collections.abc import Mapping

from jdgen.terms.column_labels import PARTS, labels

OTHER_LABELS: Mapping[tuple[str, str], tuple[str, ...]] = {
    # ---- a post: what it is
    ("role", "title"): labels(
        "岗位名称 职位名称 职务名称 岗位 职位 职务 岗名 职名 岗位名 职位名 职务名 工作名称 岗位职务"
        " 岗位职位 本岗位名称 标准岗位名称 岗位标准名称 岗位中文名称 职位中文名称 中文职位名称 职位头衔"
        " 职衔 工作岗位 岗位(职务)名称 岗位/职务名称 岗位/职位 职务/岗位 担任职务 所任职务 职称名称"
        " 招聘岗位 招聘职位",
        "job title | title | position title | position | job name | role title | role | post title"
        " | post | position name | title of position | title of post | name of position"
        " | working title | official title | classification title | job role | role name",
    ),
    ("role", "code"): labels(
        "岗位编号 职位编号 岗位代码 职位代码 岗位编码 职位编码 职务编号 职务代码 职务编码 岗位代号"
        " 职位代号 工作编号 岗位序号 职位号 岗位号",
        "job code | position code | position number | position no. | position no | job number"
        " | job no. | job no | job id | position id | requisition number | post number",
    ),
    ("role", "department"): labels(
        "所在部门 所属部门 部门 隶属部门 任职部门 用人部门 归属部门 工作部门 所在单位 所属单位"
        " 隶属单位 部门名称 所属部门名称 所在部门名称 部门/单位 单位/部门 部门/科室 所在科室 所属科室 科室"
        " 所属车间 所在车间 所属中心 所在部室 所属部室 部室 所在处室 处室 所在班组 所属班组 所属机构 服务部门 服务单位"
        " 岗位所属部门 岗位所在部门 职位所属部门 所属组织 所属团队 设置部门 使用部门",
        "department | directorate | faculty | dept | dept. | department name | division | department/division"
        " | division/department | department / unit | unit | business unit | section | team"
        " | function | area | department/team | org unit | organizational unit | branch",
    ),
    ("role", "reports_to"): labels(
        "直接上级 直属上级 汇报对象 上级岗位 上级职位 直接上级岗位 直接上级职位 直属上级岗位 汇报上级"
        " 直接主管 直属主管 直接领导 直属领导 上级主管 上级领导 隶属上级 直接上司 直属上司 上司 上级 汇报给"
        " 汇报关系 工作汇报对象 汇报人 汇报岗位 直线上级 直线经理 直线主管 直接汇报对象 直接汇报上级"
        " 报告对象 报告上级 直接报告对象 主管岗位 督导上级 向谁汇报 向上汇报 直接上级职务 行政上级 上级职务"
        " 受谁领导 直接管理者 直接汇报人 主管职位 所受监督",
        "reports to | reporting to | report to | supervisor | immediate supervisor | manager"
        " | line manager | direct supervisor | reports directly to | supervised by | direct manager"
        " | responsible to | accountable to | reporting manager | reporting line | reports to (title)"
        " | title of supervisor | supervisor title | supervisor's title | manager title"
        " | hiring manager | direct report to",
    ),
    ("role", "direct_reports"): labels(
        "直接下级 直属下级 下属岗位 下级岗位 直接下级岗位 直接下属 直属下属 下属 下级 所辖岗位 管辖岗位"
        " 管理岗位 直管岗位 下属职位 下级职位 直接下属岗位 直接下级职位 所属下级 下属人员 直接管理岗位"
        " 直接督导岗位 督导下级 所辖下级 管理对象 所辖人员 管辖人员 直接管辖岗位 直接管理下级 督导对象"
        " 督导人员 督导岗位 所督导岗位 所督导人员 直接督导人员 直辖岗位 直接部属 部属 下属职务 直接下级职务 监督岗位 所施监督 管理下属 管理幅度 直接下属职位",
        "direct reports | supervises | subordinates | direct subordinates | positions supervised"
        " | supervision of | staff supervised | reporting staff | team members | responsible for"
        " | employees supervised | supervisory responsibility | supervisory responsibilities"
        " | directly supervises | job titles supervised | posts supervised | line reports",
    ),
    ("role", "headcount"): labels(
        "岗位定员 定员 定编 编制 编制人数 岗位编制 定员人数 定编人数 编制数 编制定员 定编定员 岗位人数"
        " 人员编制 岗位定编 职位编制 岗位编制人数 编制名额 设置人数 配置人数 额定人数 标准编制 需求人数"
        " 计划编制 核定编制 定岗人数 岗位数 在岗编制 岗位定员人数 编制(人) 定员(人) 定编(人) 编制人数(人)"
        " 岗位数量 拟定编制 人数 员额 职位人数 本岗位人数 同岗人数 计划人数 配置定员",
        "headcount | number of posts | number of positions | no. of positions | positions"
        " | number of incumbents | establishment | authorised headcount | authorized headcount"
        " | approved headcount | number of employees | head count | staffing | no. of posts",
    ),
    ("role", "incumbents"): labels(
        "现员 现有人数 现有人员 在岗人数 在编人数 实有人数 实际人数 现有编制 现编 现有员额 在职人数"
        " 实际在岗 现状人数 实编 现有",
        "in post | current headcount | current staff | incumbents | actual headcount | filled",
    ),
    ("role", "openings"): labels(
        "缺编 缺员 空缺 缺编人数 缺员人数 空编 空缺人数 缺额 差额 缺口 人员缺口",
        "vacancies | vacant | open positions | number of openings | shortage",
    ),
    ("role", "grade"): labels(
        "职等职级 职级 职等 岗位等级 职位等级 岗位级别 职位级别 职务级别 职务等级 级别 岗级 薪级"
        " 薪等 薪资等级 工资等级 薪酬等级 岗位职级 职级职等 薪点 岗位薪级 薪资级别 工资级别 职位职级"
        " 薪等薪级 职级范围 职级区间 薪级范围 岗位层级 职层 层级 职等/职级 职级/职等 所属职级",
        "grade | job grade | pay grade | salary grade | level | job level | band | pay band"
        " | salary band | salary level | job band | classification | grade/level | pay range code",
    ),
    ("role", "filled_on"): labels(
        "填写日期 编写日期 制定日期 填表日期 编制日期 拟定日期 制表日期 撰写日期 分析日期 填写时间 编写时间"
        " 填报日期 填报时间 拟制日期 制单日期 日期 制作日期 修订日期 更新日期 最后修订日期 订立日期 岗位分析日期",
        "completed on | date prepared | date completed | date | date written | last updated"
        " | date created | prepared on | revised date | date of issue | last revised | revision date",
    ),
    # ---- a post: what it does
    ("role", "summary"): labels(
        "本职概述 工作概要 岗位目的 职位概要 岗位概述 职位概述 工作概述 职责概述 岗位概要 岗位使命"
        " 职位目的 工作目的 岗位设置目的 职务概要 岗位宗旨 本职工作 岗位简介 职位简介 工作摘要 职务摘要"
        " 职责概要 岗位综述 职务概述 工作描述 工作简介 岗位设置目的及作用 设置目的 设岗目的 岗位价值"
        " 职位使命 职位设置目的 岗位工作概述 岗位核心职责概述 概述 工作综述 职务目的 岗位职责概述 基本职责"
        " 岗位存在目的 岗位存在价值 设立目的 岗位总体职责 核心使命 使命 岗位设立目的 职责综述 总体职责"
        " 概要 本职 工作目标 岗位工作目标 设岗目标 岗位目标 岗位定位 职责总述 岗位摘要 职能概述 岗位介绍 职位介绍 工作使命 工作性质概述 岗位总述",
        "job purpose | purpose | summary | job summary | position summary | role summary | overview"
        " | role purpose | purpose of the position | purpose of position | purpose of the job"
        " | purpose of the role | purpose of job | position purpose | position overview"
        " | job overview | role overview | general summary | general purpose | basic function"
        " | overall purpose | about the role | mission | objective | job objective"
        " | position objective | main purpose of the job | main purpose | summary of position"
        " | general description | summary/objective | primary purpose | job statement | the role",
    ),
    ("role", "duties"): labels(
        "工作职责与任务 职责与工作任务 岗位职责 工作职责 主要职责 职责 职位职责 职务职责 主要工作职责"
        " 岗位工作职责 工作内容 主要工作内容 岗位工作内容 工作任务 职责描述 岗位职责描述 工作职责描述 职责任务"
        " 职责与任务 职责和任务 职责范围 工作内容及职责 工作职责及内容 主要职责与任务 主要职责及工作任务"
        " 岗位主要职责 关键职责 核心职责 主要工作任务 工作职责和任务 职责内容 主要职责描述 主要工作 工作事项"
        " 工作项目 岗位任务 职务内容 职责与权限职责 岗位职责与任务 岗位职责与工作任务 具体职责 具体工作 职掌"
        " 工作执掌 工作职掌 主要任务 职务说明 主要职责与工作任务 岗位职责及工作任务 职责及工作任务 职责说明"
        " 日常工作 日常工作内容 具体工作职责 岗位职责与内容 职位描述 岗位描述 业务职责 职责明细 职责任务描述"
        " 岗位职责说明 履行职责 职责及任务 岗位具体职责 工作职责与内容 主要工作职责描述 主要工作职责与任务"
        " 职责细分 任务描述 工作责任 岗位责任 主要责任 岗位职责任务 职能职责 主要工作项目 关键工作职责",
        "duties and responsibilities | duties | responsibilities | essential functions"
        " | key responsibilities | main duties | main responsibilities | essential duties"
        " | essential duties and responsibilities | primary responsibilities | principal duties"
        " | principal accountabilities | key accountabilities | accountabilities | primary duties"
        " | key duties | job duties | job responsibilities | major duties | core duties"
        " | essential job functions | essential functions of the job | key tasks | main tasks"
        " | core responsibilities | major responsibilities | key duties and responsibilities"
        " | main duties and responsibilities | primary duties and responsibilities"
        " | principal responsibilities | responsibilities and duties | specific duties"
        " | essential functions and responsibilities | duties & responsibilities | what you will do"
        " | what you'll do | your responsibilities | essential responsibilities | job functions"
        " | principal duties and responsibilities | specific responsibilities | tasks"
        " | roles and responsibilities | key result areas | key responsibility areas"
        " | job description | day-to-day responsibilities | duties/responsibilities"
        " | essential duties & responsibilities | functions",
    ),
    ("role", "authority"): labels(
        "权力 权限 岗位权限 职权 工作权限 岗位权力 职位权限 职责权限 岗位职权 工作权力 权利 职务权限"
        " 主要权限 权限范围 权责 授权 主要权力 岗位权利 工作职权 权力范围 职权范围 任职权限 授权范围"
        " 决策权限 管理权限 岗位授权 权限描述 主要职权 权限说明 责任权限 赋予权限 工作权利",
        "authority | authorities | decision rights | decision-making authority | powers"
        " | decision making authority | authority level | scope of authority | level of authority"
        " | limits of authority | delegated authority | decision making | signing authority",
    ),
    ("role", "relations"): labels(
        "工作协作关系 工作关系 协作关系 工作联系 沟通关系 内外部关系 内外部沟通关系 主要工作关系 协调关系"
        " 岗位关系 主要联系 工作沟通 工作协调关系 内外部协作关系 内外部协调关系 工作接触 业务关系 岗位工作关系"
        " 协作 协调 协作部门 沟通协作 沟通协调 沟通协作关系 工作沟通关系 联系对象 职务关系 协作沟通关系 关键联系人 主要工作联系 内外部联系",
        "working relations | working relationships | key relationships | relationships | contacts"
        " | key contacts | communications and working relationships | interactions"
        " | internal and external contacts | liaison | stakeholders | key interactions"
        " | key stakeholders | work contacts | key working relationships | internal/external contacts",
    ),
    ("role", "qualifications"): labels(
        "任职资格 任职条件 任职要求 岗位要求 职位要求 资格条件 上岗条件 任职资格要求 任职资格条件 岗位任职资格"
        " 基本要求 要求 岗位任职条件 岗位任职要求 任职标准 资格要求 职务资格 任用资格 任用条件 基本任职条件 任职基本条件"
        " 职位资格 岗位资格 岗位条件 任职者要求 任职者资格 岗位规范 工作规范 招聘要求 录用条件 应具备条件"
        " 任职资格与条件 任职资格说明 最低任职资格 岗位胜任条件 上岗要求 必备条件 任职资格标准 人员要求"
        " 任职资格及要求 任职资格描述 胜任条件 资格标准 条件要求 职位条件 应聘条件 任职人员要求 资质要求",
        "qualifications | requirements | minimum qualifications | job requirements"
        " | required qualifications | person specification | job specification | job specifications"
        " | qualification requirements | education and experience | position requirements"
        " | minimum requirements | candidate profile | required education and experience"
        " | requirements and qualifications | qualifications and requirements"
        " | qualifications & requirements | skills and qualifications | candidate requirements"
        " | qualifications and skills | who you are | what you bring | education/experience"
        " | knowledge, skills and experience | education and work experience | entry requirements"
        " | position qualifications | basic qualifications | selection criteria",
    ),
    ("role", "reports"): labels(
        "工作记录与报表 工作记录 报表 工作报表 工作记录与报告 记录与报表 工作报告 报表与记录 工作报表与记录"
        " 所需记录文档 输出文档 工作文档 应提交报表 需提交的报表 主要报表 提交报告 报表报送 汇报与报表"
        " 报送资料 报表报送要求 工作记录及报表 工作记录报表 所需报表 报告与记录 记录及报表 记录与文档"
        " 工作输出 工作成果 需提交报告 报告制度 定期报告 报表要求 报表清单",
        "records and reports | reports and records | reports | reporting | records | deliverables"
        " | required reports | reports required | regular reports | documentation"
        " | reports and documentation | reporting requirements | records & reports",
    ),
    ("role", "indicators"): labels(
        "考核指标 绩效指标 关键绩效指标 关键业绩指标 考核标准 业绩指标 绩效考核指标 主要考核指标 衡量指标"
        " 业绩考核指标 绩效标准 绩效考核 工作考核 kpi kpi指标 关键考核指标 岗位考核指标 评价指标 考核内容"
        " 绩效目标 考核要点 考核项目 主要绩效指标 关键绩效指标(kpi) 关键业绩指标(kpi) 考核指标(kpi) 业绩标准"
        " 考核维度 绩效衡量指标 工作绩效标准 考核要素",
        "performance indicators | key performance indicators | kpis | performance measures"
        " | key performance indicators (kpis) | performance standards | performance criteria"
        " | success measures | measures of success | performance metrics | metrics"
        " | performance objectives",
    ),
    ("role", "safety_duties"): labels(
        "安全职责 安全生产职责 安全责任 安全生产责任 岗位安全职责 安全管理职责 安全环保职责 hse职责"
        " ehs职责 安全生产责任制 岗位安全生产职责 职业健康安全职责 安全环保责任 安全岗位职责 消防安全职责"
        " 安全工作职责",
        "safety duties | safety responsibilities | health and safety responsibilities"
        " | health and safety | health & safety | ehs responsibilities | hse responsibilities"
        " | safety",
    ),
    ("role", "stand_in"): labels(
        "职务代理人 代理人 职务代理 工作代理人 岗位代理人 代理岗位 职务代理岗位 代理职务 代理者"
        " 第一代理人 代职人 互为代理 代理顺位",
        "stand-in | deputy | substitute | backup | back-up | acting replacement | cover"
        " | deputised by | replacement in absence",
    ),
    ("role", "promotion_to"): labels(
        "晋升岗位 可晋升岗位 晋升方向 晋升职位 职业发展 可晋升职位 发展方向 晋升通道 升迁岗位 可升迁岗位"
        " 职业发展方向 可直接晋升的岗位 可直接升迁的职位 晋升路径 职业发展通道 可升迁职位 发展通道"
        " 职业通道 可直接晋升的职位 晋升途径 可晋升的岗位 可晋升的职位",
        "promotion to | promotion path | career path | next position | career progression"
        " | advancement | promotional opportunities | career development | advances to"
        " | possible promotion",
    ),
    ("role", "extra"): labels(
        "备注 其他说明 其他 其它 附注 说明 补充说明 特别说明 其他事项 附加内容",
        "remarks | notes | other | additional information | comments | disclaimer"
        " | further sections | other information",
    ),
    ("role", "aliases"): labels(
        "别名 又称 曾用名 英文名称 英文职位名称 职位英文名称 岗位英文名称",
        "also known as | aliases | alternative titles",
    ),
    ("relations", "internal"): labels(
        "内部协调关系 内部 公司内 内部关系 内部协作关系 内部联系 内部沟通 对内 内部协调 内部协作 公司内部 内部联络"
        " 内部工作关系 内部沟通关系 与内部关系 内部沟通对象 内部协调部门 内部联系对象 内部协作对象 内部客户"
        " 内部接触 组织内部 内部协调单位 内部协作部门 企业内部 单位内部 内部协调对象 对内关系 对内联系",
        "inside the organisation | internal | internal contacts | internal relationships"
        " | internal relations | internal contact | internal stakeholders | within the company"
        " | inside | inside the company | internally | internal customers"
        " | internal working relationships",
    ),
    ("relations", "external"): labels(
        "外部协调关系 外部 公司外 外部关系 外部协作关系 外部联系 外部沟通 对外 外部协调 外部协作 公司外部 外部联络"
        " 外部工作关系 外部沟通关系 与外部关系 外部沟通对象 外部协调单位 外部联系对象 外部协作对象 外部客户"
        " 外部接触 组织外部 外部协作单位 企业外部 单位外部 外部协调对象 对外关系 对外联系 外部协作部门"
        " 外部协调部门",
        "outside the organisation | external | external contacts | external relationships"
        " | external relations | external contact | external stakeholders | outside the company"
        " | outside | externally | external customers | external working relationships",
    ),
    # qualifications, rows of tables, departments, documents
    **PARTS,
}
