using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench.Crisis;

/// <summary>How often the rule was right about some sentences.</summary>
/// <param name="Found">Crises that it found.</param>
/// <param name="Missed">Crises that it did not find.</param>
/// <param name="False">Alarms without a crisis.</param>
/// <param name="Quiet">Sentences without a crisis that it passed over.</param>
internal sealed record CrisisFigures(int Found, int Missed, int False, int Quiet)
{
    private const double Normal95 = 1.959963984540054;

    public int Count => Found + Missed + False + Quiet;

    /// <summary>Share of the crises that it found.</summary>
    public double Recall => Share(Found, Found + Missed);

    /// <summary>Share of its alarms that were right.</summary>
    public double Precision => Share(Found, Found + False);

    public Interval RecallInterval => Wilson(Found, Found + Missed);

    public Interval PrecisionInterval => Wilson(Found, Found + False);

    /// <summary>Reads the sentences with a rule and counts.</summary>
    /// <param name="sentences">The sentences.</param>
    /// <param name="alarms">The rule.</param>
    public static CrisisFigures Of(IEnumerable<CrisisSentence> sentences, Func<string, bool> alarms)
    {
        var counts = sentences.GroupBy(sentence => (sentence.IsCrisis, Alarm: alarms(sentence.Text)))
            .ToDictionary(group => group.Key, group => group.Count());
        return new CrisisFigures(counts.GetValueOrDefault((true, true)), counts.GetValueOrDefault((true, false)),
            counts.GetValueOrDefault((false, true)), counts.GetValueOrDefault((false, false)));
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : part / (double)whole;

    /// <summary>
    /// 95 % interval of a share (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22,
    /// 1927); it stays inside 0 to 1 and is honest about few sentences.
    /// </summary>
    private static Interval Wilson(int part, int whole)
    {
        if (whole == 0)
            return new Interval(0, 1);
        const double Squared = Normal95 * Normal95;
        var share = part / (double)whole;
        var centre = (share + (Squared / (2 * whole))) / (1 + (Squared / whole));
        var spread = Normal95 / (1 + (Squared / whole))
            * Math.Sqrt((share * (1 - share) / whole) + (Squared / (4.0 * whole * whole)));
        return new Interval(Math.Max(0, centre - spread), Math.Min(1, centre + spread));
    }
}
