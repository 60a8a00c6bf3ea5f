using System.Buffers;

namespace Attune.Companion.Conversations.Rules;

/// <summary>
/// Characters that are written only in Simplified Chinese. A clause with one of them is not handed back as if it were
/// our own Traditional text.
/// </summary>
internal static class SimplifiedCharacters
{
    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "们这说时个为会过对没见还让给从间问题开关车东长门马鸟鱼龙风飞饭馆饮饿难欢观现视觉认识话语谁请谢读课调谈许设访诉词"
        + "试该详误学习书写画业务员动劳励势华单卖买卢卫压历厅厌县参双发变号叶启呐响图团园围国圆场块坚坛垒声处备够头夹夺奋妇"
        + "妈娱孙宝实审宽宾寻导将尔尘层属岁岛帅师带帮庆应庙废张弹强归当录彻径忆态总恋恶恼悬惧惯战户执扩扫扬护报担拥择挥损换"
        + "摄摆敌数斋断无旧显晓暂术杀杂权条来杨枪标栏树样档桥检楼欧残毕汉汇汤沟泪泽浅测济浓涛润涨渐温湿满滤灭灯灵炉点炼热爱"
        + "爷状犹独猎猫献环玛珑电疗疯皱盏监盖盘码础积称稳穷窃笔签简类粮紧纠红纤约级纪纯纱纲纳纷纸纹线练组细终绍经结绕绘络绝"
        + "统继绩绪续维绿编缘缩罗罚罢职联聪肃肠肤胀胆脑脚脏脱脸舰艺节芦苏药莲获营萧蓝虽虾蚁补衬袜装规览计订讨训议讯记讲讳论"
        + "讽诊译诗诚询诱谊谋谓谜谦谨谱贝负财责败货质贩贪贫贯贵贷费贺资赏赖赛赞赢趋跃践轨转轮软轻载较辅辆辈辉输边达迁迈运进"
        + "远违连迟选递遗邮邻郑酱释钟钢钱铁银铅错锁锅键镇镜闪闭闲闷闹闻阅队阳阴阵阶际陆陈险随隐雾静须顶项顺顾顿预领频颗颜额"
        + "饼饰驶驾骂验骑骗鲜鸡鸣鸭麦黄齐齿岂亲两严丧临举义乌乐乔乡争亏产亿仅仓仪众伞伟传伤伦伪侦侧侨俩债倾偿储兰兴养兽冈冯"
        + "冲决况冻净凉减凤凭凯击刘则刚创剂剑剧办协");

    /// <summary>True when at least one stands in the text.</summary>
    public static bool In(ReadOnlySpan<char> text) => text.ContainsAny(Characters);
}
