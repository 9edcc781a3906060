"""What the check says to the person who wrote the library, in English and in Chinese.

A Message is its English sentence; it keeps the pattern and the arguments it was made from, so that it
can be put into Chinese. The English pattern is the key, as with gettext.
"""

from typing import Any, Self

from scripts_library.models import Language

_ZH: dict[str, str] = {
    # the file
    "not valid YAML: {what}": (
        "YAML 写法不对，多半是这一行或上一行的缩进、冒号、引号或括号（原文：{what}）"
    ),
    "not valid YAML: only one document a file": "YAML 写法不对：一个文件里只能有一份内容，请去掉多余的 ---",
    "the file has {size:,} bytes, more than {most:,}: split it into several files": (
        "文件有 {size:,} 字节，超过 {most:,}：请拆成几个文件"
    ),
    "not UTF-8: save the file with encoding UTF-8": "不是 UTF-8 编码：请另存为 UTF-8",
    "nested deeper than {most} levels": "缩进超过 {most} 层：请检查缩进",
    "aliases (*name) are not allowed: write the value out": "不能用引用（*名字）：请把内容写出来",
    "the tag {tag} is not allowed": "不能用标签 {tag}",
    "a key must be a word": "冒号前必须是一个词",
    "the key {key!r} stands twice in one entry": "同一条里「{key}」写了两次",
    "cannot read {value!r}": "看不懂「{value}」",
    # the shape of an entry
    "{where}: {what}": "{where}：{what}",
    "this key is missing": "缺这一项",
    "this key is not known (inside {{ }}, a text with a comma needs quotes)": (
        "没有这一项（写在 {{ }} 里时，带逗号的文字要加引号）"
    ),
    "expected a text (put it in quotes if it looks like a number, a date, yes or no)": (
        "这里应是文字（看着像数字、日期、yes 或 no 时请加引号）"
    ),
    "expected yes or no": "这里应是 true 或 false",
    "expected a list": "这里应是列表，每行以 - 开头",
    "expected a map": "这里应是「名字: 内容」的形式",
    "expected small letters, digits and single hyphens": "只能用小写字母、数字和单个连字符",
    "expected a text, this one is empty": "这里应有文字，现在是空的",
    "expected a date such as 2027-05-01": "这里应是日期，例如 2027-05-01",
    "expected one of {values}": "只能写其中一个：{values}",
    "expected at most {most} characters": "最多 {most} 个字",
    "expected at least one": "至少要有一项",
    "expected a whole number": "这里应是整数",
    "expected a text, or a map with zh: and en:": "这里应是一段文字，或者分开写 zh: 和 en:",
    "{other}": "这里的写法不对：{other}",
    "expected a list of entries, each with - id:": "这个文件应是一条一条的列表，每条以 - id: 开头",
    "this id is already taken by {where}": "这个编号已经用在 {where}",
    "there is no such pack; there are: {known}": "没有这个包；现有：{known}",
    "this situation is required and is not in any pack": "必须有这种情况，但哪个包里都没有",
    "there is no {kind} {name!r}": "没有叫「{name}」的{kind}",
    "situation": "情况",
    "landmine": "忌语",
    "method": "方法",
    "regulation": "法规",
    # the content
    "the text in {language} is missing": "缺 {language} 的文字",
    "{{{name}}} is no variable": "{{{name}}} 不是可用的变量",
    "no line in {language}": "{language} 一句也没有",
    "no line in {language}: every rule shows that it fires": (
        "{language} 一句也没有：每条忌语都要有例句证明它会响"
    ),
    "“{text}” is already taught to {other}; teach it once, with also:": (
        "「{text}」已经写在 {other} 里了；同一句只教一次，需要时用 also: 写上另一种情况"
    ),
    "“{text}” is not found; it finds {found}": "「{text}」没有找到这种情况；找到的是：{found}",
    "“{text}” is found only just; teach more of the kind": (
        "「{text}」只是勉强找到；请多教几句这一类的说法"
    ),
    "“{text}” must not find this situation, and does": "「{text}」不该找到这种情况，却找到了",
    "“{text}” is refused only just; teach what it holds instead": (
        "「{text}」只是勉强没找到；请教给它真正属于的情况"
    ),
    "nothing": "什么也没有",
    "“{line}” must stay silent, and fires": "「{line}」不该响，却响了",
    "“{line}” shows no [place] where the rule fires": "「{line}」没有用 [ ] 标出会响的地方",
    "“{line}” must fire exactly at its brackets; it fires at {shown}": (
        "「{line}」应正好在方括号处响；现在响在：{shown}"
    ),
    "{language}: {what}": "{language}：{what}",
    "{size} characters, at most {most} can be copied": "有 {size} 个字符，最多 {most} 个才能一键复制",
    "{size} long, and use: {use} takes at most {most}": "长 {size}，use: {use} 最多 {most}",
    "a line follows another situation's opening: no greeting and no apology": (
        "use: line 是接在别的开场后面的一句：不要问候，也不要道歉"
    ),
    "{number} is in no verified, quotable regulation of this entry": (
        "{number} 不在本条列出的、已核实且可以对客户说的法规里"
    ),
    "contact needs a script with use: line, to follow another situation's opening": (
        "接触阶段要有一句 use: line，好接在别的情况的开场后面"
    ),
    "“{words}” is the landmine {rule}": "「{words}」是忌语（{rule}）",
    "should have been read again by {day} ({owner})": "应在 {day} 前重看一遍（{owner}）",
    "not a valid RE2 expression: {source} ({reason})": "写法不是有效的 RE2 表达式：{source}（{reason}）",
    "“{line}” must suggest this kind; it suggests {found}": (
        "「{line}」应提示这一类客户；现在提示的是：{found}"
    ),
    "“{line}” must not suggest this kind, and does": "「{line}」不该提示这一类客户，却提示了",
}


class Message(str):
    """An English sentence that knows how to be said in Chinese."""

    __slots__ = ("_arguments", "_pattern")
    _pattern: str
    _arguments: dict[str, Any]

    def __new__(cls, pattern: str, **arguments: Any) -> Self:
        made = super().__new__(cls, pattern.format(**arguments))
        made._pattern, made._arguments = pattern, arguments
        return made

    def in_language(self, language: Language) -> str:
        """The sentence in the language."""
        if language == "en":
            return str(self)
        said = {
            name: value.in_language(language) if isinstance(value, Message) else value
            for name, value in self._arguments.items()
        }
        return _ZH[self._pattern].format(**said)


def known_patterns() -> frozenset[str]:
    """Every sentence there is a Chinese wording for."""
    return frozenset(_ZH)
