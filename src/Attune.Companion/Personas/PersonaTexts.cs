namespace Attune.Companion.Personas;

/// <summary>A persona's words in one language.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its manner in a few words.</param>
/// <param name="About">One or two sentences about it.</param>
/// <param name="Starters">Three things that one could say first.</param>
/// <param name="Notice">Stands above every conversation: that it is an AI, and what that means.</param>
/// <param name="Prompt">How a language model is to speak in its name.</param>
/// <param name="Lines">What it says in rules mode, by occasion.</param>
internal sealed record PersonaTexts(
    string Name, string Title, string About, IReadOnlyList<string> Starters, string Notice, string Prompt, TextBank Lines)
{
    /// <summary>Takes them from the file of a persona and a language.</summary>
    public static PersonaTexts From(TextBank bank) => new(
        bank.Text("name"), bank.Text("title"), bank.Text("about"), bank.Lines("starters"), bank.Text("notice"),
        bank.Text("prompt"), bank);
}
