# ruff: noqa: E501 - a Chinese character counts as two columns, and a row stands on one line
"""Word and Excel documents written by hand, with what a careful reader writes down of them.

Written before the recogniser was ever run on them, texts and labels alike: they share nothing with
the example data. What a document says of fields that jdgen doesn't have (专业, 工作性质) is not
expected back as a field.
"""

from __future__ import annotations

from tests.import_corpus.sheets import Workbook
from tests.import_corpus.telling import Layout, Printing
from tests.import_corpus.word import Word, bar, label, middle, upright, value


def inspector() -> Printing:
    """A factory's form: seven columns, vertical labels, duties with frequency and measure."""
    duties = [
        ("按检验规范对进厂原材料、外协件进行抽样检验，如实填写检验记录。", "每日", "漏检率≤0.5%"),
        ("对不合格品进行标识、隔离，并于2小时内反馈采购部和仓库。", "随时", "反馈及时率100%"),
        ("保管和点检所用量具，到期送检。", "每周", "量具完好"),
        ("每月汇总来料质量数据，提出改进供应商的建议。", "每月", "报告按时、数据准确"),
    ]
    word = Word(margins=("苏州恒锐精密五金制品厂　　　　　　　　　　编号：HR-QP-07", "第1页"))
    word.grid((1.2, 2.2, 3.6, 2.2, 3.2, 2, 2.6), [
        [bar("岗 位 说 明 书", 7)],
        [upright("基本信息", 3),
         label("岗位名称"), middle("来料检验员（IQC）"), label("所属部门"), middle("品质部"), label("岗位编号"), middle("PZ-03")],
        [label("直属上级"), middle("品质部主管"), label("直属下级"), middle("无"), label("定编"), middle("4")],
        [label("工作性质"), middle("两班倒"), label("薪资级别"), middle("C2"), label("编制日期"), middle("2023.6.1")],
        [upright("岗位概要", 1), value("把住原材料进厂的质量关，保证投产物料合格。", 6)],
        [upright("工作职责", 1 + len(duties)), label("序号"), label("职责描述", 3), label("工作频率"), label("考核标准")],
        *([middle(str(n)), value(text, 3), middle(often), value(measure)]
          for n, (text, often, measure) in enumerate(duties, 1)),
        [upright("任职资格", 4), label("学历"), value("高中、中专及以上", 2), label("专业"), value("机械、电子类优先", 2)],
        [label("工作经验"), value("一年以上五金件检验经验，应届生需经三个月培训", 5)],
        [label("知识技能"), value("看懂图纸，会使用卡尺、千分尺、投影仪；了解抽样标准GB/T 2828。", 5)],
        [label("其　　他"), value("能适应倒班，视力良好，责任心强。", 5)],
        [upright("发展", 1), label("可晋升岗位"), value("品质组长", 2), label("工作环境"), value("车间检验室，有轻微噪音", 2)],
        [label("编制", 1), middle("王芳"), label("审核"), middle("李建国"), label("批准"), middle("赵明远", 2)],
    ])  # fmt: skip
    word.line("任职者确认：                         日期：      年    月    日")
    role = {
        "title": "来料检验员（IQC）", "department": "品质部", "code": "PZ-03",
        "reports_to": "品质部主管", "direct_reports": "无", "headcount": "4", "grade": "C2",
        "filled_on": "2023-06-01", "summary": "把住原材料进厂的质量关，保证投产物料合格。",
        "duties": [{"text": text, "frequency": often, "measure": measure} for text, often, measure in duties],
        "qualifications": {
            "education": "高中、中专及以上",
            "experience": "一年以上五金件检验经验，应届生需经三个月培训",
            "knowledge_skills": "看懂图纸，会使用卡尺、千分尺、投影仪；了解抽样标准GB/T 2828。",
            "environment": "车间检验室，有轻微噪音",
        },
        "promotion_to": ["品质组长"],
        "signoff": {"prepared": "王芳", "reviewed": "李建国", "approved": "赵明远"},
    }  # fmt: skip
    return Printing({"IQC岗位说明书.docx": word.data()}, {}, (), (role,))


def rulebook() -> Printing:
    """A rule book that Word numbers itself, three levels; posts are headings, labels few."""
    word = Word(margins=("江南水务集团　综合管理部岗位职责汇编", "- 1 -"))
    word.title("综合管理部岗位职责汇编", 18)
    word.heading("第一章　部门职责", 1)
    chapter = word.new_list(("decimal", "%1."), ("lowerLetter", "%2)"))
    department = [
        "负责公司行政管理制度的建立和监督执行，明确各岗位的职责和权力。",
        "负责公文的收发、登记、传阅和归档。",
        "负责车辆、办公用品和固定资产的管理。",
        "组织公司级会议，督办会议决议的落实。",
    ]
    for text in department:
        word.item(text, chapter)
    word.heading("第二章　岗位职责", 1)
    posts = [
        ("行政主管", "综合管理部经理", "行政专员、司机", [
            ("拟订行政管理制度和年度行政费用预算，经批准后执行。", []),
            ("负责会务工作：", ["起草会议通知；", "布置会场；", "整理会议纪要并跟踪决议执行情况。"]),
            ("负责公司印章的保管和使用登记。", []),
        ], "大学专科及以上学历", "三年以上行政管理工作经验"),
        ("行政专员", "行政主管", "无", [
            ("办理办公用品的采购、登记和发放。", []),
            ("接听总机电话，接待来访人员。", []),
            ("负责档案管理：", ["按类别立卷归档；", "办理借阅手续。"]),
            ("完成领导交办的其他工作。", []),
        ], "中专及以上学历", "一年以上文员工作经验"),
    ]  # fmt: skip
    roles = []
    for title, above, below, duties, education, experience in posts:
        word.heading(title, 2)
        word.line(f"直接上级：{above}        直接下级：{below}")
        word.line("主要职责：", bold=True)
        numbers = word.new_list(("decimal", "%1."), ("decimal", "(%2)"))
        for text, tasks in duties:
            word.item(text, numbers)
            for task in tasks:
                word.item(task, numbers, 1)
        word.line("任职条件：", bold=True)
        bullets = word.new_list(("bullet", "●"), ("bullet", "-"))
        word.item(f"学历：{education}", bullets)
        word.item(f"经验：{experience}", bullets)
        roles.append({
            "title": title, "department": "综合管理部", "reports_to": above,
            "direct_reports": below.split("、"),
            "duties": [{"text": text, **({"tasks": tasks} if tasks else {})} for text, tasks in duties],
            "qualifications": {"education": education, "experience": experience},
        })  # fmt: skip
    departments = ({"name": "综合管理部", "duties": [{"text": text} for text in department]},)
    return Printing({"岗位职责汇编.docx": word.data()}, {}, departments, tuple(roles))


def staffing() -> Printing:
    """A year's plan in Excel: a head of two rows, merged departments, subtotals, a note below."""
    book = Workbook()
    sheet = book.sheet("2024定编")
    book.merge(sheet, (0, 0, 0, 9), "鑫达物流有限公司2024年度定岗定编表", "title")
    book.merge(sheet, (1, 0, 1, 9), "编制部门：人力资源部        编制日期：2024年1月5日        单位：人")
    for column, text in ((0, "序号"), (1, "部门"), (2, "岗位"), (3, "职级"), (7, "直接上级"), (8, "主要工作职责"), (9, "备注")):
        book.merge(sheet, (2, column, 3, column), text, "label")
    book.merge(sheet, (2, 4, 2, 6), "人员编制", "label")
    book.row(sheet, 3, ("定编", "现有", "缺编"), "label", left=4)
    plan = [
        ("运输部", [
            ("运输部经理", "M3", "1", "1", "0", "副总经理", "1.统筹车辆调度与线路规划。\n2.控制运输成本。\n3.处理重大货损事故。", ""),
            ("调度员", "P2", "3", "2", "1", "运输部经理", "1.每日编排派车计划；\n2.跟踪在途车辆，异常情况及时上报。", "含夜班1人"),
            ("货车司机", "P1", "20", "17", "3", "调度员", "安全、准时完成运输任务；做好车辆日常保养。", "A2照"),
        ]),
        ("仓储部", [
            ("仓储部经理", "M3", "1", "1", "0", "副总经理", "1.负责库区管理与人员调配。\n2.组织月度盘点。", ""),
            ("叉车工", "P1", "6", "6", "0", "仓储部经理", "按单装卸货物，保持通道畅通。", "持证上岗"),
        ]),
    ]  # fmt: skip
    row, number, roles = 4, 0, []
    for department, posts in plan:
        book.merge(sheet, (row, 1, row + len(posts) - 1, 1), department)
        for title, grade, places, filled, free, above, duties, note in posts:
            number += 1
            book.row(sheet, row, (str(number),))
            book.row(sheet, row, (title, grade, places, filled, free, above, duties, note), left=2)
            row += 1
            lines = [line.lstrip("123.") for line in duties.split("\n")]
            roles.append({
                "title": title, "department": department, "grade": grade, "headcount": places,
                "incumbents": filled, "openings": free, "reports_to": above, "duties": lines,
            })  # fmt: skip
        book.merge(sheet, (row, 0, row, 3), "小计")
        sums = [str(sum(int(post[column]) for post in posts)) for column in (2, 3, 4)]
        book.row(sheet, row, (*sums, "", "", ""), left=4)
        row += 1
    # The drivers' duties stand on one line.
    roles[2]["duties"] = ["安全、准时完成运输任务；", "做好车辆日常保养。"]
    book.merge(sheet, (row, 0, row, 3), "合计")
    book.row(sheet, row, ("31", "27", "4", "", "", ""), left=4)
    book.merge(sheet, (row + 1, 0, row + 1, 9), "注：定编人数经2023年12月28日总经理办公会审议通过。")
    return Printing({"定岗定编.xlsx": book.data()}, {"headcount": "31"}, (), tuple(roles))


def bilingual() -> Printing:
    """A joint venture's form: labels in both languages, on two lines or side by side."""
    word = Word(latin="Arial")
    word.title("职位描述 JOB DESCRIPTION")
    word.grid((3.6, 4.8, 3.6, 4.8), [
        [bar("Ⅰ. 职位信息 Position Information", 4)],
        [label(["职位名称", "Job Title"]), value("应付会计 AP Accountant"), label(["部门", "Department"]), value("财务部 Finance")],
        [label(["汇报对象", "Report to"]), value("财务经理 Finance Manager"), label(["下属人数", "Subordinates"]), value("0")],
        [label(["生效日期", "Effective Date"]), value("2022-09-01"), label(["级别", "Grade"]), value("G6")],
        [bar("Ⅱ. 职位目的 Purpose of the Position", 4)],
        [value("准确、及时地处理供应商发票与付款。", 4)],
        [bar("Ⅲ. 主要职责 Key Responsibilities", 4)],
        [value(["1) 审核采购发票，核对订单与入库单。", "2) 每周编制付款计划，报财务经理批准。", "3) 月末与供应商对账，清理挂账。", "4) 保管应付凭证，配合内外部审计。"], 4)],
        [bar("Ⅳ. 任职要求 Requirements", 4)],
        [label(["教育背景", "Education"]), value("大学本科，会计或财务管理专业", 3)],
        [label(["工作经验", "Experience"]), value("两年以上外资企业应付账款经验", 3)],
        [label(["语言及电脑技能", "Language & Computer Skills"]), value("英语读写流利；熟练使用SAP和Excel", 3)],
        [label(["证书", "Certificates"]), value("初级会计师", 3)],
        [label(["员工签名", "Employee Signature"]), value(""), label(["日期", "Date"]), value("")],
    ])  # fmt: skip
    role = {
        "title": "应付会计 AP Accountant", "department": "财务部 Finance",
        "reports_to": "财务经理 Finance Manager", "effective_date": "2022-09-01", "grade": "G6",
        "summary": "准确、及时地处理供应商发票与付款。",
        "duties": ["审核采购发票，核对订单与入库单。", "每周编制付款计划，报财务经理批准。", "月末与供应商对账，清理挂账。", "保管应付凭证，配合内外部审计。"],
        "qualifications": {
            "education": "大学本科，会计或财务管理专业", "experience": "两年以上外资企业应付账款经验",
            "knowledge_skills": "英语读写流利；熟练使用SAP和Excel", "licences": "初级会计师",
        },
    }  # fmt: skip
    return Printing({"JD-AP.docx": word.data()}, {}, (), (role,))


def english() -> Printing:
    """An American form: a table of particulars, shares of time, lists with bullets."""
    word = Word(latin="Calibri", margins=("Northwind Clinics, Inc. — Human Resources", "Page 1 of 2"))
    word.title("Position Description")
    word.grid((4, 5, 3.4, 4.4), [
        [label("Position Title"), value("Patient Services Coordinator"), label("Job Code"), value("PSC-114")],
        [label("Department"), value("Front Office"), label("FLSA Status"), value("Non-exempt")],
        [label("Supervisor"), value("Clinic Manager"), label("Date Prepared"), value("2021-03-15")],
        [label("Number of Positions"), value("3"), label("Pay Grade"), value("N4")],
    ])  # fmt: skip
    word.heading("Position Purpose", 2)
    word.line("Makes every patient's visit run smoothly, from the first call to the final bill.")
    word.heading("Essential Duties and Responsibilities", 2)
    duties = [
        ("Schedules appointments and confirms them by telephone the day before.", "40%"),
        ("Checks patients in, verifies insurance coverage and collects co-payments.", "35%"),
        ("Keeps patient records complete and confidential.", "15%"),
        ("Performs other duties as assigned by the Clinic Manager.", "10%"),
    ]
    word.grid((13.8, 3), [
        [label("Duty"), label("% of Time")],
        *([value(text), middle(share)] for text, share in duties),
    ])  # fmt: skip
    word.heading("Working Relationships", 2)
    word.line("Internal: physicians, nurses, billing team")
    word.line("External: patients and their families, insurance companies")
    word.heading("Minimum Qualifications", 2)
    bullets = word.new_list(("bullet", "•"), ("bullet", "-"))
    for text in ("Education: High school diploma or equivalent.", "Experience: One year in a medical office.",
                 "Skills: Proficiency with scheduling software; clear and friendly manner on the telephone."):  # fmt: skip
        word.item(text, bullets)
    word.heading("Working Conditions", 2)
    word.line("Busy reception area; sitting most of the day.")
    word.line("Employee signature: ______________________     Date: ____________")
    role = {
        "title": "Patient Services Coordinator", "code": "PSC-114", "department": "Front Office",
        "reports_to": "Clinic Manager", "filled_on": "2021-03-15", "headcount": "3", "grade": "N4",
        "summary": "Makes every patient's visit run smoothly, from the first call to the final bill.",
        "duties": [{"text": text, "share": share} for text, share in duties],
        "relations": {"internal": ["physicians", "nurses", "billing team"],
                      "external": ["patients and their families", "insurance companies"]},
        "qualifications": {
            "education": "High school diploma or equivalent.", "experience": "One year in a medical office.",
            "knowledge_skills": "Proficiency with scheduling software; clear and friendly manner on the telephone.",
            "environment": "Busy reception area; sitting most of the day.",
        },
    }  # fmt: skip
    return Printing({"Position Description.docx": word.data()}, {}, (), (role,))


def taiwan() -> Printing:
    """A form in Traditional Chinese with that island's own labels."""
    word = Word(font="新細明體")
    word.title("職務說明書", 16)
    word.grid((3, 5.4, 3, 5.4), [
        [label("職　　稱"), middle("倉管課長"), label("部　　門"), middle("資材部倉管課")],
        [label("職　　等"), middle("七職等"), label("直屬主管"), middle("資材部經理")],
        [label("督導人員"), middle("倉管員、堆高機操作員"), label("職務代理人"), middle("採購課長")],
        [label("工作摘要"), value("綜理倉庫之收發料、盤點與庫存控制。", 3)],
        [label("主要工作內容"), value(["（一）督導收料、發料、退料作業，確保帳物相符。", "（二）規劃儲位，維護倉儲環境整潔與安全。", "（三）辦理年度盤點，分析呆滯料並提出處理建議。", "（四）指導、考核所屬人員。"], 3)],
        [label("任用資格"), label("學歷"), value("大專以上", 2)],
        [label(""), label("經歷"), value("五年以上倉儲管理經驗", 2)],
        [label(""), label("專業知能"), value("熟悉ERP庫存模組、先進先出原則", 2)],
        [label("工作環境"), value("倉庫及辦公室", 3)],
    ])  # fmt: skip
    role = {
        "title": "倉管課長", "department": "資材部倉管課", "grade": "七職等", "reports_to": "資材部經理",
        "direct_reports": ["倉管員", "堆高機操作員"], "stand_in": ["採購課長"],
        "summary": "綜理倉庫之收發料、盤點與庫存控制。",
        "duties": ["督導收料、發料、退料作業，確保帳物相符。", "規劃儲位，維護倉儲環境整潔與安全。", "辦理年度盤點，分析呆滯料並提出處理建議。", "指導、考核所屬人員。"],
        "qualifications": {"education": "大專以上", "experience": "五年以上倉儲管理經驗",
                           "knowledge_skills": "熟悉ERP庫存模組、先進先出原則", "environment": "倉庫及辦公室"},
    }  # fmt: skip
    return Printing({"職務說明書.docx": word.data()}, {}, (), (role,))


LAYOUTS = (
    Layout("hand-docx-inspector", "seven columns, vertical labels, duties with frequency and measure", inspector),
    Layout("hand-docx-rulebook", "numbered by Word, posts as headings, three levels", rulebook),
    Layout("hand-xlsx-staffing", "head of two rows, merged departments, subtotals", staffing),
    Layout("hand-docx-bilingual", "labels in two languages in one cell", bilingual),
    Layout("hand-docx-english", "American form with shares of time", english),
    Layout("hand-docx-taiwan", "Traditional Chinese, labels with spaces, a column of labels left empty", taiwan),
)  # fmt: skip
