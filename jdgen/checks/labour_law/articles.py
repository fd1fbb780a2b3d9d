"""The articles that the checks rest on.

``verified``: the article's text was read, in a published copy of the law as last amended. Where it
could not be read, it says False.
"""

from __future__ import annotations

from jdgen.checks.check import Article
from jdgen.errors import message

_LABOUR = "中华人民共和国劳动法"  # as amended on 2018-12-29
_CONTRACT = "中华人民共和国劳动合同法"  # as amended on 2012-12-28
_SAFETY = "中华人民共和国安全生产法"  # as amended on 2021-06-10
_INSURANCE = "中华人民共和国社会保险法"  # as amended on 2018-12-29

DAY_AND_WEEK = Article(
    _LABOUR,
    "第三十六条",
    message("Work takes no more than 8 hours a day, and no more than 44 a week on average."),
)
ONE_DAY_OFF = Article(
    _LABOUR, "第三十八条", message("Everybody has at least one day of rest a week.")
)
OTHER_SYSTEMS = Article(
    _LABOUR,
    "第三十九条",
    message("Other systems of hours and rest need the approval of the labour administration."),
)
OVERTIME = Article(
    _LABOUR,
    "第四十一条",
    message(
        "Longer hours only after consulting the union and the worker: as a rule 1 hour a day more,"
        " for special reasons up to 3, and 36 a month."
    ),
)
OVERTIME_PAY = Article(
    _LABOUR,
    "第四十四条",
    message(
        "Overtime is paid at 150% of the wage at least, on days of rest at 200%, on holidays at"
        " 300%."
    ),
)
TRAINED = Article(
    _LABOUR,
    "第五十五条",
    message("Special operations take special training and the qualification for them."),
)
INSURED = Article(
    _LABOUR,
    "第七十二条",
    message("Employer and worker must take part in social insurance and pay its contributions."),
)
FORTY_HOURS = Article(
    "国务院关于职工工作时间的规定",  # 国务院令第146号, as revised on 1995-03-25
    "第三条",
    message("Employees work 8 hours a day and 40 a week."),
)
NO_DEPOSIT = Article(
    _CONTRACT,
    "第九条",
    message("No papers may be withheld, no guaranty asked for, no money or goods collected."),
)
PROBATION = Article(
    _CONTRACT,
    "第十九条",
    message(
        "Probation is 1 month at most in a contract of 3 months to 1 year, 2 months in one of 1 to"
        " 3 years, 6 months in a longer or an open-ended one; there is none in a shorter contract."
    ),
)
PROBATION_PAY = Article(
    _CONTRACT,
    "第二十条",
    message(
        "During probation at least 80% of the agreed wage or of the lowest wage of the same post is"
        " paid, and no less than the local minimum wage."
    ),
)
NO_FORCED_OVERTIME = Article(
    _CONTRACT,
    "第三十一条",
    message("Nobody may be forced to work overtime, openly or not, and overtime is paid."),
)
NO_PROBATION_BY_THE_HOUR = Article(
    _CONTRACT,
    "第七十条",
    message("Part-time employment paid by the hour has no probation."),
)
EVERYBODY_RESPONSIBLE = Article(
    _SAFETY,
    "第二十二条",
    message(
        "The safety responsibilities of all staff name for each post who is responsible, for what,"
        " and how it is appraised."
    ),
)
SPECIAL_OPERATIONS = Article(
    _SAFETY,
    "第三十条",
    message("Special operations take special safety training and the qualification for them."),
)
SPECIAL_EQUIPMENT = Article(
    "中华人民共和国特种设备安全法",
    "第十四条",
    message("Whoever operates, tests or manages special equipment needs the qualification for it."),
)
# In force since 2026-06-01 with 应急管理部令第19号; that of 2010, which it replaced, was read.
SPECIAL_OPERATIONS_LIST = Article(
    "特种作业目录",
    "应急〔2026〕45号",
    message("It lists which operations are special ones."),
    verified=False,
)
INSURED_FROM_THE_START = Article(
    _INSURANCE,
    "第五十八条",
    message("Social insurance is registered within 30 days of the first day of work."),
)
NO_INSURANCE_WAIVER = Article(
    _INSURANCE,
    "第六十条",
    message("Contributions are paid in full and on time, and can't be put off or waived."),
)
