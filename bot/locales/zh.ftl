# 界面文字。每个键在 en.ftl 里都有对应的英文。

# 卡片
card-motto = 先处理心情，再处理事情
card-motto-safety = 人的安全最要紧，其他都往后放
card-now = 现在就说
card-stage = { $stage }时说
card-never = 别说 → 改说
card-steps = 下一步
card-first-safety = 先做这几件
card-escalate = 出现任何一种，就报{ $manager }：
card-more-never = 还有这些别说
card-why-never = 为什么别说
card-facts = 依据
card-quotable = 可以告诉客户
card-internal = 仅供内部
card-in-force = 自 { $date } 起施行
card-method = 方法：{ $names }
card-no-script = 这一步没有现成的话，按下面的步骤来。
short-never = 别说
short-steps = 下一步

stage-contact = 接触
stage-clarify = 澄清
stage-resolve = 解决
stage-follow_up = 跟进

button-other = 🔄 换一种说法
button-copy = 📋 复制
button-copy-one = 📋 复制第 { $number } 句
button-why = ❓ 为什么是这些
button-escalate = ⬆️ 上报
button-back = ⬅️ 返回
button-also = ＋ { $title }
button-none-of-these = 都不是
button-more = 更多 ▸
button-previous = ◂ 上一页
button-kinds = ☰ 全部分类

by-staff = 我
by-colleague = 同事
by-duty_manager = { $manager }
by-security = 保安
by-specialist = 专业岗
by-crew = 现场班组
by-back_office = 后台
within-now = 现在
within-talking = 谈话中
within-before_leaving = 客户离开前
within-afterwards = 事后
within-today = 今天内
within-as_agreed = 按约定时间
within-manager_time = { $manager_time }
within-reply_time = { $reply_time }
within-manager_time-open = 马上联系
within-reply_time-open = 约好时间

# 为什么、上报
why-title = 为什么是这些
why-heard = 听到「{ $words }」
why-guess = 按整句意思判断
why-chosen = 您自己选的
why-sure = 把握 { $percent }%
why-card-only = 这张卡片是从目录里打开的，没有描述可以对照。
escalate-title = 什么时候上报
escalate-to = 报给{ $manager }
escalate-none = 自己处理不了、或觉得不安全，就上报。
escalate-handover = 上报时一次说清（客户不用再讲一遍）
escalate-handover-text = 现场情况：{ $titles }。请您过来接待。经过我已记下，客户不用再讲一遍。
button-copy-handover = 📋 复制上报的话

# 不确定、没有
unsure-title = 是不是这些？
unsure-hint = 点一个就出卡片；也可以把话说得再具体一点。
nothing-title = 话术库里没有这种情况。
nothing-hint = 宁可说没有，也不拿不相干的话给您。可以换个说法再问，或从分类里找：
empty-hint = 请用一句话说说客户怎么了，例如：客户在大厅大吵大闹，要见领导，还要赔偿

# 浏览
kinds-title = 按分类查找
kind-title = { $kind } · 共 { $count } 种
kind-safety = 安全险情
kind-behaviour = 情绪与表现
kind-demand = 客户要求
kind-service = 服务问题
kind-billing = 费用账单
kind-power = 供电
kind-telecom = 通信
kind-heating = 供热
kind-courtesy = 日常礼仪

# 方法、法规
methods-title = 方法
methods-hint = 点开看步骤；也可以这样查：/methods 三明治
methods-none = 没有找到叫「{ $words }」的方法。全部方法：
method-when = 什么时候用：{ $when }
method-steps = 步骤
method-example = 例：{ $title }
method-origin-seed = 出处：培训资料
method-origin-public = 出处：公开资料
method-origin-ours = 出处：培训资料只列了名称，内容为本库定义
law-title = 法规与承诺
law-hint = 点开看要点；也可以这样查：/law 欠费
law-none = 没有找到与「{ $words }」有关的条目。全部条目：
law-unverified = 原文未核实：仅供内部参考，不能对客户说
law-internal = 仅供内部，不对客户引用
law-quotable = 可以告诉客户

# 设置
language-title = 用哪种语言回答？
language-auto = 跟着提问走
language-zh = 中文
language-en = English
language-set = 好的，以后用中文回答。
language-set-auto = 好的，您用什么语言问，我就用什么语言答。
short-on = 已切换到精简卡片：只有要说的话、别说的和下一步。再发 /short 换回来。
short-off = 已切换到完整卡片。

# 开始、帮助
start-title = 您好，我是话术助手。
start-how = 用一句话告诉我客户怎么了，我马上给您：现在说什么、千万别说什么、下一步做什么。
start-example = 例如：客户在大厅大吵大闹，要见领导，还要赔偿
start-private = 我不联网查询，也不保存您发来的内容。请不要发客户的姓名、电话、户号。
help-title = 怎么用
help-ask = 直接发一句话，说说客户怎么了
help-card = 卡片下的按钮：换阶段、换一种说法、复制、上报
help-group = 群里请 @我、回复我，或用 /ask
help-inline = 在任何聊天里输入 @{ $bot } 加两个字，例如：赔偿，选一句发出去
help-edit = 发错了可以修改原消息，卡片会跟着变
about-text = 话术助手 { $version } · { $situations } 种情况 · { $rules } 条忌语 · { $methods } 个方法
about-offline = 全部内容都在这台机器上，不用大模型，客户的话不会传出去。
about-honest = 没有把握就说没有把握，话术库里没有就说没有。
ask-how = 请在 /ask 后面写上情况，例如：/ask 客户要求赔偿

command-start = 开始
command-help = 怎么用
command-ask = 描述情况，给出话术
command-browse = 按分类查找
command-methods = 查方法
command-law = 查法规与承诺
command-language = 选择语言
command-short = 精简卡片 / 完整卡片
command-about = 关于话术助手
bot-description = 客户就在面前？用一句话说说情况，马上得到：现在说什么、千万别说什么、下一步做什么。
bot-about = 一线服务话术助手：说什么、别说什么、下一步做什么。

# 其他
media-photo = 我看不了图片。请用一句话说说客户怎么了。
media-voice = 我听不了语音。请打一句话，几个字也行，例如：要赔偿
media-sticker = 表情我看不懂，请打一句话说说客户怎么了。
media-other = 这个我看不了。请用一句话说说客户怎么了。
command-unknown = 没有这个命令。直接发一句话说说客户怎么了，或者看看 /help
press-old = 这个按钮已经过期了，请把情况再发一次。
press-language = 好的
error-sorry = 刚才出了点问题，请再发一次。如果还不行，请把编号告诉管理员：{ $reference }
inline-open = 打开话术助手
inline-nothing = 没有找到，换个词试试

# 终端
terminal-hello = 没有设置 HUASHU_BOT_TOKEN，所以在这里直接聊。用一句话说说客户怎么了，Ctrl-D 结束。
terminal-choose = 输入数字按按钮
terminal-copied = 请复制：
terminal-no-button = 没有 { $number } 号按钮。

# 客户类型、给自己喘口气
card-customer = 对「{ $name }」的客户
button-customers = 👤 什么样的客户
button-customer-like = 👤 像是「{ $name }」
customers-title = 什么样的客户？
customers-hint = 只为选说法，不是给人下结论；不对客户说，也不写进记录。
customers-manner = 说话的方式
customers-difficulty = 难在哪里
customer-lead = 只为选说法，不是给人下结论。
customer-recognise = 看得出来的
customer-needs = 最需要的
customer-speak = 这样说
customer-avoid = 容易惹到的
customer-say = 可以直接说
care-title = 刚才不容易，先给自己一分钟
care-reset = 六十秒缓一缓
care-reframe = 那句话，换个看法
care-heard = 听到的：{ $text }
care-thought = 当时心里想：{ $text }
care-instead = 也可以这样看：{ $text }
care-hand-over = 出现这些，就请人接手
care-after = 之后
care-none = 先停一分钟，慢慢呼吸三次。需要的话，请同事接手。
button-care-more = 🔄 换一句
command-customers = 看看是什么样的客户
command-breathe = 给自己喘口气

# 话术库检查
check-warning = 提醒：
check-problems = { $count } 个问题
check-summary = { $situations } 种情况、{ $rules } 条忌语、{ $methods } 个方法、{ $regulations } 条法规：{ $problems } 个问题，{ $warnings } 个提醒
