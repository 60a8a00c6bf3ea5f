namespace Attune.Companion.Guide.Describing;

/// <summary>What is known of how a visitor looks. Lives in memory only; <see cref="ToString"/> does not tell the text.</summary>
/// <param name="Text">The description, cleaned and cut; null when there is none.</param>
/// <param name="Reason">Where it comes from, or why there is none: one of <see cref="DescriptionReasons"/>.</param>
internal sealed record DescriptionResult(string? Text, string Reason)
{
    /// <summary>How long it took to find out; zero when it was known.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>A record would print the text into every log that it is handed to.</summary>
    public override string ToString() => Reason;
}
