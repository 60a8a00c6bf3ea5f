namespace Attune.Language.Tones.Descriptions;

/// <summary>
/// Reads which tone fits a description: adds the log-odds of the signs in it, age before everything, and makes probabilities
/// of them. English and Chinese signs are sought in every description, so mixed ones are read too.
/// </summary>
internal static class DescriptionReader
{
    /// <summary>
    /// Divides the log-odds. The half of the gold set that the signs were made on would have it below 0.5, which says how well
    /// they fit that half; 1 leaves them as they are and is measured on the other one.
    /// </summary>
    private const double Temperature = 1;

    /// <summary>What speaks for casual when nothing else is known.</summary>
    private const double CasualBias = 0.8;

    private const double AgeWeight = 9;
    private const double AdultWeight = -5;
    private const double AdultCasualWeight = 0.5;

    /// <summary>"Not a child" says less against a child than "a child" says for one.</summary>
    private const double DenialFactor = -0.6;

    private const int MostEvidence = 12;
    private const int Tones = 4;

    /// <param name="description">At most <see cref="ToneSelection.LongestDescription"/> characters.</param>
    public static DescriptionReading Read(string description) => Decide(Evidence(description));

    /// <summary>Every sign in a description with what it counts.</summary>
    internal static List<ToneEvidence> Evidence(string description)
    {
        var text = description.ToLowerInvariant();
        var words = DescriptionWords.Of(text);
        var scopes = ScopesOf(text, words);
        var evidence = new List<ToneEvidence>();
        AddCues(EnglishCues.Find(words), scopes, evidence);
        AddCues(ChineseCues.Find(text), scopes, evidence);
        AddAge([.. EnglishAges.Find(words), .. ChineseAges.Find(text)], scopes, evidence);
        return evidence;
    }

    /// <summary>What a description denies and what it says of people beside.</summary>
    /// <param name="text">In lower case.</param>
    internal static DescriptionScopes ScopesOf(string text) => ScopesOf(text, DescriptionWords.Of(text));

    private static DescriptionScopes ScopesOf(string text, List<DescriptionWord> words)
    {
        var scopes = new DescriptionScopes();
        EnglishScopes.Find(words, scopes);
        ChineseScopes.Find(text, scopes);
        return scopes;
    }

    private static void AddCues(List<FoundCue> cues, DescriptionScopes scopes, List<ToneEvidence> evidence)
    {
        foreach (var (span, cue) in cues)
        {
            if (cue.Tone is not { } tone || scopes.IsBeside(span))
                continue;
            var weight = scopes.IsDenied(span) ? cue.Weight * DenialFactor : cue.Weight;
            evidence.Add(new ToneEvidence(span, tone, weight, cue.Kind));
        }
    }

    /// <summary>The first age that is the visitor's.</summary>
    private static void AddAge(List<FoundAge> ages, DescriptionScopes scopes, List<ToneEvidence> evidence)
    {
        foreach (var age in ages.OrderBy(age => age.Span.Start))
        {
            if (scopes.IsBeside(age.Span))
                continue;
            var adult = 1 - age.ChildShare - age.ElderShare;
            Add(Tone.ChildFriendly, (AgeWeight * age.ChildShare) + (AdultWeight * adult));
            Add(Tone.ElderFriendly, (AgeWeight * age.ElderShare) + (AdultWeight * adult));
            Add(Tone.CasualFriendly, AdultCasualWeight * adult);
            return;

            void Add(Tone tone, double weight)
            {
                if (weight != 0)
                    evidence.Add(new ToneEvidence(age.Span, tone, weight, "age"));
            }
        }
    }

    /// <summary>The log-odds of each tone, in the order of <see cref="Tone"/>, before the temperature.</summary>
    internal static double[] Scores(IReadOnlyList<ToneEvidence> evidence)
    {
        var scores = new double[Tones];
        scores[(int)Tone.CasualFriendly] = CasualBias;
        foreach (var item in evidence)
            scores[(int)item.Tone] += item.Weight;
        return scores;
    }

    private static DescriptionReading Decide(List<ToneEvidence> evidence)
    {
        var scores = Scores(evidence);
        var best = 0;
        for (var i = 1; i < Tones; i++)
            best = scores[i] >= scores[best] ? i : best;
        double sum = 0;
        foreach (var score in scores)
            sum += Math.Exp((score - scores[best]) / Temperature);
        var tone = (Tone)best;
        return new DescriptionReading(tone, 1 / sum,
            [.. evidence.Where(item => item.Tone == tone).OrderByDescending(item => Math.Abs(item.Weight))
                .ThenBy(item => item.Span.Start).Take(MostEvidence)]);
    }
}
