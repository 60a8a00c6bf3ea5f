using Attune.Language.Folding;
using Attune.Language.Tones.Descriptions;

namespace Attune.Language.Tones;

/// <summary>
/// Chooses a tone. A visitor's own word beats everything, then a persona's lock, then the age the visitor stated, then what a
/// description says; without any of them it is casual.
/// </summary>
public static class ToneSelection
{
    /// <summary>Characters of a description that are read.</summary>
    public const int LongestDescription = 1_000;

    /// <summary>Below this probability a description decides nothing.</summary>
    public const double LeastConfidence = 0.6;

    /// <summary>The tone for a visitor. Pure: equal inputs give equal choices.</summary>
    public static ToneChoice Select(ToneInputs inputs)
    {
        if (inputs.Visitor is { } wished)
            return new ToneChoice(wished, null, ToneSource.Visitor, []);
        if (inputs.PersonaLock is { } locked)
            return new ToneChoice(locked, null, ToneSource.Persona, []);
        if (inputs.DeclaredAge is { } age)
            return new ToneChoice(OfAge(age), null, ToneSource.DeclaredAge, []);
        if (string.IsNullOrWhiteSpace(inputs.Description))
            return new ToneChoice(Tone.CasualFriendly, null, ToneSource.Fallback, []);
        var reading = DescriptionReader.Read(ChineseFolding.ToTraditional(Shortened(inputs.Description)));
        return reading.Confidence < LeastConfidence
            ? new ToneChoice(Tone.CasualFriendly, reading.Confidence, ToneSource.Fallback, reading.Evidence)
            : new ToneChoice(reading.Tone, reading.Confidence, ToneSource.Description, reading.Evidence);
    }

    private static string Shortened(string description)
    {
        if (description.Length <= LongestDescription)
            return description;
        var length = char.IsHighSurrogate(description[LongestDescription - 1]) ? LongestDescription - 1 : LongestDescription;
        return description[..length];
    }

    private static Tone OfAge(AgeBand age) => age switch
    {
        AgeBand.Child => Tone.ChildFriendly,
        AgeBand.Elder => Tone.ElderFriendly,
        _ => Tone.CasualFriendly,
    };
}
