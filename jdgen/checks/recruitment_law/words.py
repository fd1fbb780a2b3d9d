# ruff: noqa: E501 - a Chinese character counts as two columns, and patterns stand in one piece
"""The turns of phrase by which advertisements let people in and keep them out.

Parts of patterns, without groups of their own around them.
"""

from __future__ import annotations

# Before whom the post is for.
ONLY = (
    "仅限|只限|限定为?|限(?!制|额|时|期|价|量|速|流|售)|只招聘?|仅招聘?|只要|只收|只考虑|仅考虑|专招|仅面向|只面向"
    "|只录用|仅录用|要求(?:为|是)?|优先(?:招聘?|录用|录取|聘用|考虑|招收|选用|选择)?|须为|需为|应为|必须(?:是|为)"
)
# Before whom it is not for.
REFUSE = (
    "不招聘?|不收|不要|不聘|不用|不录用|不接受|不考虑|不予考虑|不适合|不欢迎|谢绝|拒收|拒招|拒绝(?:招收|录用)?|暂不招"
    "|暂不考虑|排除|除去"
)
# After whom it is not for.
GO_AWAY = (
    "(?:就|都|也)?(?:请|建议)?(?:勿|莫|别|不要|不必|不用|无需)(?:扰|投|试|来|进|报|应聘|打扰|面试|递|联系|浪费)"
    "|免谈|免投|除外|请?绕行|请?绕道|请勿|谢绝|不招|不收|不要|不聘|不录|不予|不考虑|暂不|一律不|恕不|止步|靠边"
    "|不适合|不符合|不合适|不得(?:应聘|报名|报考)"
)
# After who comes first.
PREFERRED = "优先|为佳|最佳|尤佳|更佳|更好|最好|为宜|为好|从优|为主|(?:可|可以|适当)(?:放宽|加分)|加分|有优势|占优|者先"
# Before who is sought, in an advertisement.
SEEK = "急?招聘?|诚聘|急聘|诚招|招收|招募|招用|聘请?|录用|需要?|寻找?|急需|求|找"
# How many.
COUNT = r"\s?(?:若干|[一二两三四五六七八九十\d]+)\s?[名人位个]?"
# What makes a word in a demand a matter of the work: somebody knows about it, or served such people.
WORK = (
    "经验|经历|从业|话题|题材|内容|文案|健康[^,。;]{0,3}(?:内容|管理|咨询)|创作|客户|顾客|客群|用户|会员|市场|产品|品牌|行业|用品|服装|款式|消费|心理|知识|了解|熟悉|掌握"
    "|懂|擅长|研究|专业|培训|证(?!明|件)|教育|教学|授课|服务|护理|照料|照护|看护|尊重|沟通|交流|打交道|相处|打成一片|带过|教过|experience|knowledge|familiar|customer"
    "|client|patient|market|product|brand|fashion|wear"
)
