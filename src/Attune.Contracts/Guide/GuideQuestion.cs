namespace Attune.Contracts.Guide;

/// <summary>A visitor's question to the guide, which is answered in a tone that suits the visitor.</summary>
/// <param name="Question">1 to 2,000 characters, English or Chinese; the answer comes in the same language.</param>
/// <param name="SittingId">Whose questions belong together, 1 to 128 characters; absent for a question of its own.</param>
/// <param name="Tone">The visitor's own choice, such as <c>elder_friendly</c>; it beats everything else.</param>
/// <param name="Age">The age that the visitor states: <c>child</c>, <c>adult</c> or <c>elder</c>.</param>
/// <param name="UserDescription">How the visitor looks, if the client knows; 1,000 characters are read, none is stored.</param>
/// <param name="UseDescription">False: nobody is asked how the visitor looks, and no guess is made. Default true.</param>
/// <param name="ClientId">Chosen by the client, at most 128 characters; the same id again returns the same reply. Only for
/// answers that are stored, not for event streams.</param>
public sealed record GuideQuestion(
    string? Question,
    string? SittingId = null,
    string? Tone = null,
    string? Age = null,
    string? UserDescription = null,
    bool? UseDescription = null,
    string? ClientId = null);
