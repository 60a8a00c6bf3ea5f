namespace Attune.Contracts.Guide;

/// <summary>How the guide's page for visitors (<c>/guide/kiosk</c>) is set up.</summary>
/// <param name="IdleSeconds">Seconds without a touch or a key after which the page asks whether somebody is still there.</param>
/// <param name="WarningSeconds">Seconds it then waits for an answer, before it forgets the visitor.</param>
/// <param name="Locked">True when the page offers no way to the rest of the console.</param>
/// <param name="UseDescriber">True when the describer of this place may be asked how a visitor looks who chose no tone.</param>
/// <param name="Texts">What the page says about this place, by language tag: <c>en</c> and <c>zh-Hant</c>.</param>
public sealed record KioskView(
    int IdleSeconds, int WarningSeconds, bool Locked, bool UseDescriber, IReadOnlyDictionary<string, KioskTextView> Texts);

/// <summary>What the page for visitors says in one language.</summary>
/// <param name="Name">Whose guide it is; empty for a guide without a name of its own.</param>
/// <param name="Questions">Questions to begin with; empty for those of the persona.</param>
public sealed record KioskTextView(string Name, IReadOnlyList<string> Questions);
