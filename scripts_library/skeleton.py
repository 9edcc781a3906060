"""A new situation to fill in: valid YAML with a comment at every field."""

from scripts_library.models import Kind

_SKELETON = """\
# 新情况：把「…」换成内容，# 后面是说明。 A new situation: replace each …, comments explain.
- id: {id}
  kind: {kind}                 # {kinds}
  title: {{zh: "…", en: "…"}}   # 卡片标题，不超过 8 个字，客户看到也不难堪 / on the card, kind words
  emoji: "❓"
  needs: [information]         # vent, respect, advice, compensation, fairness, information, safety
  grade: ordinary              # ordinary 普通, major 重大, escalated 升级, difficult 疑难
  says:                        # 员工怎么描述、客户怎么说：中文至少 20 句，英文 10 句 / ≥ 20 zh, ≥ 10 en
    zh: ["… {id}"]
    en: ["… {id}"]
  not_says:                    # 听着像、其实不是的说法 / close, but not this
    zh: ["… 不是 {id}"]
    en: ["… not {id}"]
  proof:                       # 检验用，不教给匹配器 / never taught, must be found or refused
    finds:                     # 中文至少 3 句，英文至少 2 句 / ≥ 3 zh, ≥ 2 en
      zh: ["…"]
      en: ["…"]
    refuses:
      zh: ["…"]
  scripts:
    contact:                   # 接触：开场不超过 80 字；use: line 是接在别人开场后面的一句，不超过 35 字
      - text: {{zh: "…", en: "…"}}
      - text: {{zh: "……", en: "…"}}
        # channels: [counter, phone, onsite, online]   # 只在这些渠道用 / only there
        # manner: [analytical]                         # 只对这类客户用 / only for these customers
      - text: {{zh: "…", en: "…"}}
        use: line
    clarify:                   # 澄清 / clarify
      - text: {{zh: "…", en: "…"}}
    resolve:                   # 解决 / resolve
      - text: {{zh: "…", en: "…"}}
    follow_up:                 # 跟进 / follow up
      - text: {{zh: "…", en: "…"}}
  landmines: []                # 至少 3 条忌语的 id，最要紧的在前 / ≥ 3 rule ids, the worst first
  next_steps:                  # 3–6 步：做什么、谁做、何时 / what, by whom, by when
    - {{do: {{zh: "…", en: "…"}}, by: staff, within: now}}
      # by: staff, colleague, duty_manager, security, specialist, crew, back_office
      # within: now, talking, before_leaving, afterwards, today, as_agreed, manager_time, reply_time
  escalate_when:               # 出现什么就上报：看得见的事实 / a fact one can see
    - {{zh: "…", en: "…"}}
  regulations: []              # 依据的 id / ids of regulations
  sources: ["…"]               # 来自哪里 / where it comes from
  review: {{owner: "…", by: {review}}}   # 谁负责、何时再看 / who looks after it, when to read it again
"""


def skeleton(situation_id: str, kind: Kind, review: str) -> str:
    """YAML of a new situation. `review`: the day by which it is to be read again, such as 2027-05-01."""
    kinds = ", ".join(Kind)
    return _SKELETON.format(id=situation_id, kind=kind.value, kinds=kinds, review=review)
