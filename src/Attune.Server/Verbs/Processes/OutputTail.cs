namespace Attune.Server.Verbs.Processes;

/// <summary>Keeps the last lines that a process wrote, to be shown when it fails.</summary>
internal sealed class OutputTail
{
    private const int Lines = 40;

    private readonly Queue<string> _lines = new();

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Lines)
                _lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (_lines)
            return string.Join('\n', _lines);
    }
}
