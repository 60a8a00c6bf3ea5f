namespace Attune.Language.Crisis;

/// <summary>What a crisis phrase needs around it in order to count.</summary>
internal enum CrisisPhraseKind
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>No world of its own such as a film, a game or a study.</summary>
    Bare,

    /// <summary>No such world, and the speaker or a person near them.</summary>
    Own,

    /// <summary>No such world, and a person near the speaker.</summary>
    Near,
}

/// <summary>What the label of a phrase says.</summary>
/// <param name="Category">What it is about.</param>
/// <param name="Kind">What it needs around it.</param>
/// <param name="Severity">How plain it is.</param>
internal sealed record CrisisPhrase(CrisisCategory Category, CrisisPhraseKind Kind, CrisisSeverity Severity)
{
    /// <summary>Reads a label such as <c>suicide plain acute</c>.</summary>
    /// <returns>Null when the label is none of a crisis.</returns>
    /// <exception cref="FormatException">It begins as one and goes on otherwise.</exception>
    public static CrisisPhrase? Of(string label)
    {
        var parts = label.Split(' ');
        if (CategoryOf(parts[0]) is not { } category)
            return null;
        return parts[1..] switch
        {
            ["plain"] => new(category, CrisisPhraseKind.Plain, CrisisSeverity.Serious),
            ["plain", "acute"] => new(category, CrisisPhraseKind.Plain, CrisisSeverity.Acute),
            ["bare"] => new(category, CrisisPhraseKind.Bare, CrisisSeverity.Serious),
            ["own"] => new(category, CrisisPhraseKind.Own, CrisisSeverity.Concern),
            ["near"] => new(category, CrisisPhraseKind.Near, CrisisSeverity.Concern),
            _ => throw new FormatException($"'{label}' is no label of a crisis."),
        };
    }

    private static CrisisCategory? CategoryOf(string name) => name switch
    {
        "suicide" => CrisisCategory.Suicide,
        "harm" => CrisisCategory.Harm,
        "abuse" => CrisisCategory.Abuse,
        "self-harm" => CrisisCategory.SelfHarm,
        _ => null,
    };
}
