namespace Attune.Server.Verbs.Demo;

/// <summary>Only the lines: for files, pipes and terminals that cannot move the cursor.</summary>
internal sealed class PlainScreen(TextWriter output) : IDemoScreen
{
    public void Say(string line) => output.WriteLine(line);

    public void Show(IReadOnlyList<DemoBar> bars)
    {
        // a bar that cannot be redrawn in place would only repeat what the lines already tell
    }
}
