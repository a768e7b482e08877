"""The first version of what people are told before they consent."""

from datetime import date

VERSION = "1"
EFFECTIVE_FROM = date(2026, 1, 1)

TEXT_ZH = """我们（为您服务的公司）收集您的姓名、联系方式、购买记录和沟通记录，用于以下您分别同意的目的：
1. 服务：处理订单、售后和投诉；
2. 营销：介绍产品和优惠；
3. 关怀：生日和节日问候；
4. 调研：邀请您评价我们的服务；
5. 共享：向合作伙伴提供，逐次说明对象和用途。
我们只收集达成目的所需的信息，保存到目的实现或法律要求的期限届满为止。
您可以随时查询、复制、更正或删除自己的信息，也可以撤回同意；撤回与同意一样方便，不影响撤回之前的处理。
请联系为您服务的人员，或本公司公布的客服电话。"""

TEXT_EN = """We, the company that serves you, collect your name, how to reach you, what you bought and what we talked \
about, for those of these purposes to which you agree one by one:
1. Service: orders, after-sales and complaints.
2. Marketing: products and offers.
3. Care: greetings on birthdays and festivals.
4. Survey: asking you how we did.
5. Sharing: with partners; each time we tell you with whom and what for.
We collect only what these purposes need and keep it until they are met or the period required by law is over.
You may see, copy, correct or delete your data at any time and withdraw consent as easily as you gave it; what was \
done before stays lawful.
Please ask the person who serves you or our published service number."""
