# ruff: noqa: E501 - a Chinese character counts as two columns
"""What other documents call the fields inside sections, the columns of tables and departments.

The second half of ``other_labels``, which says how the labels are written.
"""

from __future__ import annotations

from collections.abc import Mapping


def labels(chinese: str, english: str = "") -> tuple[str, ...]:
    """Return labels: Chinese ones with spaces between them, English ones with ``|``."""
    return (*chinese.split(), *(label.strip() for label in english.split("|") if label.strip()))


PARTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    # ---- a post: qualifications
    ("qualifications", "education"): labels(
        "教育水平 学历 教育程度 学历要求 文化程度 教育背景 学历水平 最低学历 学历条件 受教育程度 学历及专业"
        " 教育背景要求 学历/专业 学历与专业 学历专业 教育 文化水平 教育要求 学历背景 学历程度 教育经历"
        " 最低学历要求 教育水平要求 专业学历 学历专业要求 教育/专业 专业及学历 学历、专业 文化程度要求"
        " 教育程度要求 教育资格 学识 知识水平",
        "education | educational requirements | education level | minimum education"
        " | education required | educational background | level of education | academic background"
        " | educational qualifications | education requirements | required education | degree"
        " | education and training | academic qualifications | formal education"
        " | minimum level of education",
    ),
    ("qualifications", "age"): labels(
        "年龄要求 年龄 年龄范围 年龄条件 年龄限制 年龄段 适宜年龄 年龄区间",
        "age | age requirement | age range | minimum age | age limit",
    ),
    ("qualifications", "experience"): labels(
        "工作经验/资历 工作经验 经验 资历 工作经历 经验要求 工作经验要求 从业经验 相关经验 工作年限 资历要求"
        " 经历 工作资历 经历要求 相关工作经验 经验/资历 工作经历要求 所需经验 专业经验 行业经验 从业年限"
        " 经验与资历 工作阅历 工作经验/经历 工作经验与资历 资历/经验 必备经验 经验经历 工作经验及资历 从业经历"
        " 最低工作经验",
        "experience | work experience | years of experience | experience required | job experience"
        " | required experience | minimum experience | professional experience | prior experience"
        " | relevant experience | previous experience | experience requirements"
        " | experience/seniority",
    ),
    ("qualifications", "knowledge_skills"): labels(
        "应具备知识、技能 知识技能 知识与技能 知识和技能 技能要求 知识要求 专业知识 技能 知识 能力要求"
        " 知识技能要求 专业技能 应具备知识技能 必备知识 必备技能 所需知识 所需技能 技能技巧 知识及技能"
        " 知识、技能 技能水平 能力素质 知识能力 知识、技能与能力 专业知识与技能 知识与能力 核心技能 能力"
        " 知识技能与能力 专业知识和技能 应具备的知识和技能 应具备的知识、技能 必备知识技能 知识/技能 业务知识"
        " 知识、能力要求 知识技能能力 知识技能及能力 专业知识及技能 应知应会 技能素质 技能与能力 基本技能"
        " 业务技能 专业知识要求 专业技能要求 专业能力 工作技能 职业技能 知识与技能要求 应具备的知识与技能"
        " 知识、能力 知识素养 知识和能力 技能知识",
        "knowledge and skills | skills | knowledge | skills required | required skills"
        " | knowledge, skills and abilities | knowledge, skills, and abilities | skills and knowledge"
        " | skills and abilities | competencies | key skills | technical skills | abilities"
        " | knowledge & skills | knowledge/skills | core competencies | key competencies"
        " | skills and competencies | special skills | skills & knowledge | required knowledge"
        " | knowledge skills and abilities | required skills and abilities | skills/knowledge"
        " | knowledge and skill requirements | ksas | required skills/abilities",
    ),
    ("qualifications", "environment"): labels(
        "工作环境 工作场所 工作条件 工作地点环境 作业环境 环境 工作环境特征 环境状况 工作场所环境"
        " 工作环境与条件 工作环境及条件 工作场地 环境条件 劳动条件 工作环境条件 工作环境要求",
        "work environment | working environment | working conditions | work conditions"
        " | physical environment | environment | environmental conditions | workplace"
        " | physical demands and work environment | work setting",
    ),
    ("qualifications", "working_hours"): labels(
        "工作时间特征 工作时间 工时 工时制度 工作时间要求 作息时间 上班时间 工时特征 工时制 班次 工作班制"
        " 工作时间安排 工作时段 工作时间特点 上班方式 时间特征 出勤时间 工时类型 工作时长 工作小时",
        "working hours | hours of work | work hours | hours | work schedule | schedule"
        " | hours per week | shift | position type and expected hours of work | expected hours"
        " | working time pattern | work pattern | standard hours | hours/schedule",
    ),
    ("qualifications", "licences"): labels(
        "证书与资质 证书 资格证书 职业资格 资格证 职业资格证书 上岗证 证书要求 持证要求 执业资格 资质证书"
        " 专业资格 职称 职称要求 证照要求 资格认证 从业资格 资质 所需证书 专业证书 技术职称 上岗证书"
        " 资格证书要求 职称/资格证书 职称或资格证书 职业证书 执业证书 技能证书 职称证书 证照 专业技术职务"
        " 必备证书 专业职称 职称与资格证书 任职资格证书 资格证照",
        "licences | licenses | certifications | certification | certificates"
        " | licences and certificates | licenses and certifications | licensure | required licenses"
        " | certificates and licenses | licenses/certifications | certification required"
        " | certifications required | license | licence | certificates, licenses, registrations"
        " | professional certification | required certifications | licences and certifications",
    ),
    ("qualifications", "training"): labels(
        "培训要求 培训 培训经历 所需培训 岗前培训 培训内容 必备培训 培训需求 培训背景 应接受培训"
        " 应受培训 需接受培训 必须培训 上岗培训 岗位培训 接受培训 培训科目 培训课程",
        "training | training required | required training | training requirements"
        " | mandatory training | special training",
    ),
    ("qualifications", "equipment"): labels(
        "使用工具与设备 使用设备 使用工具/设备 使用工具 使用工具设备 工具设备 所用设备 所需设备 工具与设备"
        " 设备工具 使用工具和设备 所用工具 常用设备 使用仪器设备 设备及工具 使用设备与工具 工作设备 工作工具"
        " 所需工具 使用的工具/设备 使用工具及设备 办公设备 使用的工具设备 使用工具、设备 所需工具设备"
        " 主要设备 使用设备工具",
        "equipment | equipment used | tools | tools and equipment | equipment and tools"
        " | tools and equipment used | machines and equipment | tools & equipment"
        " | machines, tools and equipment",
    ),
    ("qualifications", "groups"): labels(
        "其他要求 其他条件 其它要求 其它条件",
        "other requirements"
        " | other qualifications | additional requirements | preferred qualifications",
    ),
    # ---- rows of tables
    ("duty", "text"): labels(
        "职责 内容 工作职责 职责内容 工作内容 职责描述 职责表述 主要职责 岗位职责 工作任务 任务描述 职责与任务"
        " 职责领域 职责范围 工作项目 职责项目 职责名称 职责模块 关键职责 工作事项 任务 项目 主要工作 职责概述"
        " 工作职责与任务 工作模块 主要工作内容 工作职责描述 岗位职责描述 职责类别 职能 职责要项 主要工作职责"
        " 工作要项",
        "duty | duties | responsibility | responsibilities | description | essential function"
        " | function | accountability | key responsibility | task | key accountability | key task"
        " | main duty | activity | key responsibilities | essential functions"
        " | duties and responsibilities | key result area | essential duty | area",
    ),
    ("duty", "tasks"): labels(
        "子任务 工作任务 具体任务 任务 主要任务 具体工作 工作内容 具体内容 具体工作内容 任务描述 具体职责"
        " 工作细项 工作步骤 任务内容 具体描述 详细内容 职责细分 具体工作任务 细分任务 主要工作任务"
        " 工作事项 职责细化 具体工作事项 细化内容 工作要点 任务说明 详细职责 主要工作内容 工作活动",
        "tasks | task | specific tasks | activities | key activities | detailed tasks | details"
        " | main activities | steps",
    ),
    ("duty", "share"): labels(
        "占比 时间占比 权重 比重 所占时间 工作时间占比 时间比重 工作时间百分比 时间百分比 占用时间 时间比例"
        " 占用时间比例 所占比例 工作量占比 工时占比 比例 时间分配 百分比 占工作时间比例 占用时间百分比 占时比"
        " 占总工作时间比例 工作占比 工作时间比例 耗时比例 时间% % 比重% 占比% 占比(%) 比重(%) 权重(%)"
        " 占时 时间占比(%) 所占时间百分比 工作比重 占全部工作时间的百分比 工时比例 占用工时",
        "share of time | share | % of time | % time | percent of time | percentage of time"
        " | time spent | percentage | weight | approx. % | time % | time | % of job"
        " | percent | weighting | time allocation | % of total time | percentage time | % weight",
    ),
    ("duty", "frequency"): labels(
        "频率 频次 发生频率 工作频率 周期 工作周期 频度 执行频率 时间频次 执行周期 工作频次 发生频次"
        " 时间要求 完成频率 重复频率 出现频率 处理频率",
        "frequency | how often | occurrence | freq. | freq | timing | periodicity",
    ),
    ("duty", "measure"): labels(
        "衡量标准 衡量 考核标准 工作标准 评价标准 绩效标准 考核要点 工作要求 衡量指标 质量标准 完成标准 考核指标"
        " 考核重点 工作成果 产出 工作输出 验收标准 履行标准 关键衡量标准 绩效衡量标准 标准 工作结果 考核依据"
        " 达成标准 预期结果 考核内容 评估标准 结果要求 工作质量要求 输出成果 达到标准",
        "measure | standard | standards | performance standard | measure of success | kpi"
        " | measurement | expected result | expected outcome | outcome | success criteria"
        " | performance measure | output | performance indicator | measures | quality standard"
        " | expected results | evaluation standard",
    ),
    ("report", "document"): labels(
        "所需记录文档 文档 报表名称 记录名称 报告名称 文件名称 文档名称 报表 记录文档 表单名称 记录 所需文档"
        " 报表/记录 报表或记录 资料名称 报送资料 输出文档 表格名称 提交资料 报表及记录 报送内容 工作记录 名称"
        " 报告 记录/报表 报表/报告名称 文档/报表 表单 报送报表 提交文件 报表记录名称 报表(记录)名称",
        "document | report | record | report name | document name | record/report | deliverable"
        " | records | name | title | report title | report/record | form | name of report"
        " | documents | reports | name of document | record or report",
    ),
    ("report", "timing"): labels(
        "编制时间 时间 完成时间 提交时间 报送时间 上报时间 填报时间 频率 周期 编制周期 报送周期 时限 频次"
        " 时间要求 提交周期 填报周期 报送频率 上报周期 提交频率 截止时间 编写时间 报表周期 编报时间 时间/频率"
        " 完成时限 报送时限 提报时间 上交时间 填写时间 填写周期 报送期限 提交期限 上报频率 编报周期",
        "when | timing | frequency | due | due date | deadline | schedule | period | how often"
        " | time | submitted | prepared | when due | time of preparation",
    ),
    ("report", "recipients"): labels(
        "报送对象 接收人 报送部门 提交对象 呈报对象 报送人 接收部门 上报对象 接收对象 呈送对象 送达对象 收件人"
        " 汇报对象 报送单位 提交给 送交对象 发送对象 抄送对象 报送 接收者 阅读对象 送交部门 上报部门 提报对象"
        " 接收单位 呈报 抄报 报送至 报告对象 使用部门 主送 报送岗位 接收岗位",
        "recipient | recipients | submitted to | sent to | to | addressee | reported to"
        " | distribution | audience | for | submit to | receiver | reports to | to whom"
        " | delivered to | report to",
    ),
    ("indicator", "indicator"): labels(
        "指标 考核指标 指标名称 绩效指标 关键绩效指标 考核项目 关键业绩指标 kpi kpi指标 考核内容 项目"
        " 业绩指标 评价指标 考核项 绩效考核指标 考核要素 衡量指标 评价项目",
        "indicator | measure | metric | performance indicator | key performance indicator"
        " | criterion | criteria | objective",
    ),
    ("indicator", "target"): labels(
        "目标 目标值 指标值 考核目标 标准值 绩效目标 目标要求 考核标准 要求 标准 目标值/标准 达标值 衡量标准"
        " 目标标准 基准值",
        "target | goal | target value | standard | expected | threshold",
    ),
    ("indicator", "weight"): labels(
        "权重 比重 占比 权重(%) 分值 权数 指标权重 考核权重 权重% 比例 分数 权重比例 标准分",
        "weight | weighting | % | share | points | weight (%) | weighting (%)",
    ),
    ("indicator", "method"): labels(
        "评分方法 考核方法 评分标准 计算方法 计算公式 评价方法 评分办法 考核方式 计分方法 评分规则 评价标准"
        " 考核办法 计分办法 指标定义 数据来源 评价方式 计分标准 扣分标准 计算方式 评分细则",
        "how it is scored | method | scoring | calculation | measurement | formula"
        " | how it is measured | scoring method | how measured | measurement method",
    ),
    ("revision", "version"): labels(
        "版本 版次 版本号 修订版本 版号 版本/修订 修订次数 修订号 版次/修订 修改次数 修订版次",
        "version | rev | rev. | revision | version no. | edition | issue | revision no.",
    ),
    ("revision", "date"): labels(
        "日期 修订日期 修改日期 生效日期 发布日期 变更日期 修订时间 实施日期 更新日期 更改日期 修改时间",
        "date | revision date | effective date | date of change | revised on | issue date",
    ),
    ("revision", "change"): labels(
        "修订内容 修改内容 变更内容 内容 修订说明 变更说明 修订摘要 修改说明 修订原因 更改内容 变更描述"
        " 修订内容摘要 说明 修订内容描述 修改摘要 更新内容 修订记录",
        "what changed | change | changes | description | description of change | summary of changes"
        " | amendment | details | nature of change",
    ),
    ("revision", "approved_by"): labels(
        "批准人 批准 审批人 核准人 审批 核准 批准者 签批人",
        "approved by | approver | approved | authorised by | authorized by",
    ),
    ("signoff", "prepared"): labels(
        "编制 编制人 拟定 拟制 制定 编写 编写人 拟稿 起草 起草人 制表 制表人 填写人 制定人 拟定人 填表人"
        " 编制者 撰写人 拟稿人 拟制人 制作人 编制部门 编制(签字) 编制/日期 编制人/日期 编写者",
        "prepared by | written by | drafted by | author | prepared | completed by | compiled by",
    ),
    ("signoff", "reviewed"): labels(
        "审核 审核人 审查 复核 复核人 审阅 会签 审查人 校核 审核者 审核(签字) 审核/日期 审核人/日期"
        " 校对 审定",
        "reviewed by | checked by | verified by | reviewed | reviewer",
    ),
    ("signoff", "approved"): labels(
        "批准 批准人 审批 审批人 核准 核准人 签发 签批 签发人 批准者 批准(签字) 批准/日期 批准人/日期 核定",
        "approved by | authorised by | authorized by | approved | approval | approver | approvals",
    ),
    # ---- a document, a department
    ("role", "document_number"): labels(
        "文件编号 文件号 文件编码 文档编号 编号 文件代号 体系文件编号",
        "document no. | document no"
        " | document number | doc. no. | doc no | file no. | reference | reference no. | ref.",
    ),
    ("role", "version"): labels(
        "版本 版次 版本号 版本/修订 版次/修订 修订状态 版本/版次 文件版本 版本/修订状态 版号",
        "version | revision | rev. | rev | version no. | edition | issue no.",
    ),
    ("role", "effective_date"): labels(
        "生效日期 实施日期 执行日期 发布日期 生效时间 实施时间 颁布日期",
        "effective date | effective | date effective | effective from",
    ),
    ("role", "control_status"): labels(
        "受控状态 受控标识 控制状态 文件状态 受控号", "control status"
    ),
    ("role", "status"): labels("状态 岗位状态"),
    ("role", "revisions"): labels(
        "修订记录 修改记录 修订履历 变更记录 版本记录 版本历史 修订历史 更改记录 修订情况 文件修订记录"
        " 修订页 文件更改记录 修改履历",
        "revision history | change history | document history"
        " | version history | amendments | change log | revisions",
    ),
    ("role", "signoff"): labels(
        "签署 签字 签字栏 审批栏 签核 会签栏 审批 审批意见 签字确认 签署栏 签名 审签 核签 编审批 签批栏"
        " 审核批准",
        "sign-off | signatures | approvals | approval | signature | sign off"
        " | acknowledgement | acknowledgment",
    ),
    ("handbook", "organisation"): labels(
        "单位 编制单位 发布单位 颁布单位 单位名称",
        "organisation | organization | organization name | issued by",
    ),
    ("handbook", "company"): labels(
        "公司 公司名称 企业名称 所属公司 所在公司 集团名称", "company | company name | employer"
    ),
    ("handbook", "title"): labels("文件名称 文档名称 手册名称 制度名称", "document title"),
    ("handbook", "edition"): labels("版次"),
    ("handbook", "issue_date"): labels(
        "发布日期 颁布日期 发行日期 印发日期", "issue date | date of issue | issued on | published"
    ),
    ("handbook", "foreword"): labels(
        "编制说明 前言 序言 编写说明 引言", "foreword | introduction | preface"
    ),
    ("handbook", "headcount"): labels(
        "总定员 定员合计 总编制 编制合计 人员总数 合计人数 总人数", "total headcount | total"
    ),
    ("department", "name"): labels(
        "部门名称 机构名称 部门 科室名称 部门全称",
        "department name | department",
    ),
    ("department", "code"): labels(
        "部门编号 部门代码 部门编码 机构代码",
        "department code | department number | department no.",
    ),
    ("department", "parent"): labels(
        "上级部门 隶属部门 直属上级部门 上级单位 主管部门 直接上级部门",
        "part of | parent department",
    ),
    ("department", "headcount"): labels(
        "部门定员 部门编制 部门人数 部门定编 部门编制人数 部门定员人数",
        "department headcount",
    ),
    ("department", "summary"): labels(
        "部门概述 部门简介 部门使命 部门宗旨 部门职能概述 部门定位 部门目标 部门目的 部门本职",
        "about the department | department overview | department mission | department summary"
        " | purpose of the department | department purpose",
    ),
    ("department", "duties"): labels(
        "部门职责 部门职能 部门主要职责 部门工作职责 职能 主要职能 部门职责与任务 部门主要职能 部门职能职责"
        " 部门业务职责 部门职责范围 部门核心职责 部门职责描述 工作职能 部门职责说明 部门基本职能",
        "duties of the department | department duties | department responsibilities"
        " | departmental duties | department functions | functions of the department"
        " | departmental responsibilities | responsibilities of the department",
    ),
}
