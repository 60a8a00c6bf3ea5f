namespace Attune.Foundation.Access.Tokens;

/// <summary>A token to be made.</summary>
/// <param name="Organisation">Whose.</param>
/// <param name="Principal">Who its holder is.</param>
/// <param name="Allow">What it allows.</param>
/// <param name="Groups">Groups of its holder.</param>
/// <param name="Minutes">How long it counts.</param>
public sealed record TokenOrder(
    string Organisation, string Principal, IReadOnlyList<string> Allow, IReadOnlyList<string> Groups, int Minutes);
