namespace Attune.Contracts.Personas;

/// <summary>How a persona is presented in one language.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its manner in a few words.</param>
/// <param name="About">One or two sentences about it.</param>
/// <param name="Starters">Three things that one could say first.</param>
public sealed record PersonaTextView(string Name, string Title, string About, IReadOnlyList<string> Starters);
