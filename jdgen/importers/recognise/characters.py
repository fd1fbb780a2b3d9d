# ruff: noqa: E501 - a Chinese character counts as two columns
"""Characters of labels brought into one form: half width, Simplified, without spaces."""

from __future__ import annotations

import re
import unicodedata

# Traditional characters that occur in labels and titles of posts, with their Simplified forms, and
# variants. A library would convert any text; labels need no more than these.
_TRADITIONAL = (
    "崗岗職职務务稱称單单級级報报彙汇匯汇對对屬属隸隶員员編编製制責责範范圍围內内"
    "關关係系聯联協协調调溝沟條条資资歷历學学經经驗验證证書书環环時时間间徵征"
    "記记錄录檔档標标準准績绩業业權权責责負负領领導导監监標标總总裡里裏里"
    "補补說说題题號号碼码類类別别專专術术識识與与應应備备須须訓训練练設设備备"
    "動动勞劳產产審审覈核閱阅簽签發发佈布實实際际現现狀状況况態态適适據据項项"
    "細细則则規规約约統统計计劃划畫画營营銷销運运財财務务會会審审購购採采貿贸"
    "質质檢检驗验倉仓儲储車车間间機机電电腦脑網网絡络數数據据語语國国際际"
    "齡龄體体勝胜輪轮緊紧遞递層层組组織织構构圖图處处長长創创訂订寫写"
    "擬拟繪绘圖图劑剂貫贯徹彻執执達达個个們们並并從从來来過过還还進进選选擇择"
    "確确認认註注釋释節节階阶晉晋陞升離离調调換换變变訪访談谈話话聽听觀观點点"
    "頻频頁页順顺預预額额題题願愿風风險险飛飞養养餘余館馆駐驻驅驱駕驾醫医療疗衛卫"
    "護护藥药齊齐齒齿龍龙東东絲丝為为舉举義义習习鄉乡買买亂乱爭争於于虧亏雲云亞亚"
    "產产畝亩親亲億亿僅仅僕仆優优傳传傷伤倫伦偽伪側侧債债傾倾僱雇儀仪價价眾众"
    "養养獸兽衝冲決决淨净涼凉減减湊凑幾几憑凭擊击劃划劉刘剛刚創创刪删別别辦办"
    "勁劲勵励勢势區区醫医華华單单賣卖衛卫廠厂廳厅壓压厭厌縣县參参雙双"
    "變变敘叙葉叶嘆叹嚴严啟启員员園园圍围圖图圓圆聖圣場场壞坏塊块堅坚壇坛墊垫"
    "報报牆墙壯壮聲声處处備备複复夠够頭头夾夹奪夺奮奋奧奥婦妇媽妈嬰婴孫孙學学"
    "寧宁寶宝實实審审憲宪寬宽賓宾寢寝對对尋寻導导將将爾尔塵尘嘗尝屆届屬属歲岁"
    "嶺岭幣币帥帅師师帳帐幟帜帶带幹干庫库應应廟庙廢废廣广莊庄開开異异棄弃張张彌弥"
    "彎弯彈弹強强歸归當当錄录徑径憶忆憂忧懷怀態态總总戀恋懇恳惡恶愛爱慶庆慮虑"
    "戰战戲戏戶户撲扑執执擴扩掃扫揚扬擾扰撫抚搶抢護护報报擔担擬拟攏拢揀拣擁拥攔拦"
    "擰拧撥拨擇择掛挂摯挚損损撿捡換换搗捣據据攜携攝摄擺摆搖摇攤摊敵敌斂敛數数齋斋"
    "鬥斗斬斩斷断無无舊旧時时曬晒顯显曉晓暫暂術术機机殺杀雜杂條条來来楊杨極极槍枪"
    "樞枢棟栋欄栏樹树樣样橋桥檔档夢梦檢检樓楼標标樁桩歡欢歐欧歲岁殘残毀毁畢毕氣气"
    "門门問问閉闭隊队團团鍵键簡简線线維维紀纪終终結结給给繼继續续覽览觸触評评詳详該该討讨許许"
    "課课請请論论議议讀读輔辅輸输轉转較较載载邊边遠远顧顾難难後后復复幫帮滿满爲为盤盘種种稅税積积穩稳"
    "競竞筆笔籌筹紙纸訊讯誰谁費费隨随見见視视繫系諮咨詢询週周薦荐盡尽儘尽臨临臺台檯台礎础鏈链綱纲"
    "藝艺裝装賬账貨货軟软錢钱鋼钢錯错黨党誌志誤误夥伙跡迹贈赠鐵铁鎮镇產产糧粮紅红純纯築筑"
    "漢汉湯汤溝沟沒没淚泪澤泽潔洁灑洒測测濟济濃浓濤涛潤润漲涨滲渗漁渔潛潜濕湿滅灭"
    "燈灯靈灵災灾煉炼爐炉熱热愛爱爺爷牽牵犧牺狀状獨独獎奖瑪玛環环現现"
).replace(" ", "")  # fmt: skip
TO_SIMPLIFIED = str.maketrans(
    {_TRADITIONAL[n]: _TRADITIONAL[n + 1] for n in range(0, len(_TRADITIONAL), 2)}
)
_HALF_WIDTH = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFFE7)},
    0x3000: " ",
    **dict.fromkeys((0x2236, 0xFE30, 0xFE55, 0xFE13, 0xA789, 0x02D0), ":"),
    0x2019: "'",
}
_HAN = re.compile("[㐀-鿿〇]")
_SPACE = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_EDGES = " \t:;,.。、，；：…—–-_*＊★☆●■◆#·•|/\\\"'“”‘’～~=>＞?？!！√☑□■"
_PAIRS = {"(": ")", "[": "]", "【": "】", "〖": "〗", "《": "》", "〈": "〉", "「": "」", "<": ">", "{": "}", "『": "』", "〔": "〕"}  # fmt: skip


def has_han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _HAN.search(text) is not None


def is_traditional(text: str) -> bool:
    """Whether a text has characters that only Traditional Chinese uses."""
    return text.translate(TO_SIMPLIFIED) != text


def half_width(text: str) -> str:
    """Return a text with letters, digits and punctuation in half width, dashes and quotes plain."""
    return text.translate(_HALF_WIDTH)


def plain_label(text: str) -> str:
    """Return what a label is compared by.

    Half width, Simplified, lower case, without the marks around it; a Chinese one without spaces, an
    English one with single spaces.
    """
    plain = half_width(text).translate(TO_SIMPLIFIED).casefold()
    plain = _SPACE.sub("" if has_han(plain) else " ", plain)
    return _unwrap(plain.strip(_EDGES)).strip(_EDGES)


def _unwrap(text: str) -> str:
    """Take off one pair of brackets around the whole of a text."""
    if len(text) > 2 and _PAIRS.get(text[0]) == text[-1] and text[0] not in text[1:]:
        return text[1:-1]
    return text
