"""The words that a field is chosen from: canonical (Chinese) to English."""

from __future__ import annotations

from collections.abc import Mapping

STATUSES: Mapping[str, str] = {
    # canonical (Chinese, as ISO 9001 practice in China prints it) to English
    "草稿": "Draft",
    "征求意见稿": "For comment",
    "试行": "On trial",
    "现行": "In force",
    "作废": "Withdrawn",
}


EMPLOYMENT_TYPES: Mapping[str, str] = {
    "全职": "Full-time",
    "兼职": "Part-time",
    "劳务派遣": "Agency",
    "临时": "Temporary",
    "实习": "Internship",
    "志愿者": "Volunteer",
    "按日计": "Per diem",
    "其他": "Other",
}

PAY_UNITS: Mapping[str, str] = {
    "年": "year",
    "月": "month",
    "周": "week",
    "日": "day",
    "小时": "hour",
}

SEVERITIES: Mapping[str, str] = {
    "错误": "Error",
    "警告": "Warning",
    "提示": "Hint",
    "关闭": "Off",
}

# Every one of them.
CHOICES: Mapping[str, str] = {
    **STATUSES,
    **EMPLOYMENT_TYPES,
    **PAY_UNITS,
    **SEVERITIES,
    "是": "Yes",
    "否": "No",
}
