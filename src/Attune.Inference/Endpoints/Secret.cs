namespace Attune.Inference.Endpoints;

/// <summary>A key that must not slip into a log line or an answer: printing it prints stars.</summary>
internal sealed record Secret(string Value)
{
    private const string Hidden = "***";

    /// <summary>Null for an empty text.</summary>
    public static Secret? From(string? value) => string.IsNullOrWhiteSpace(value) ? null : new Secret(value.Trim());

    /// <summary>A text of somebody else with the key taken out.</summary>
    public string RemoveFrom(string text) => text.Replace(Value, Hidden, StringComparison.Ordinal);

    public override string ToString() => Hidden;
}
