namespace Attune.Language.Tones.Descriptions;

/// <summary>
/// The parts of a description that are not simply true of the visitor: what is denied, and what is said of people beside.
/// </summary>
internal sealed class DescriptionScopes
{
    private readonly List<TextSpan> _denied = [];
    private readonly List<TextSpan> _beside = [];

    public bool IsDenied(TextSpan span) => Holds(_denied, span);

    public bool IsBeside(TextSpan span) => Holds(_beside, span);

    public void Deny(int start, int end) => Add(_denied, start, end);

    public void SetBeside(int start, int end) => Add(_beside, start, end);

    private static void Add(List<TextSpan> spans, int start, int end)
    {
        if (end > start)
            spans.Add(new TextSpan(start, end - start));
    }

    private static bool Holds(List<TextSpan> spans, TextSpan inner)
    {
        foreach (var span in spans)
        {
            if (inner.Start >= span.Start && inner.End <= span.End)
                return true;
        }

        return false;
    }
}
