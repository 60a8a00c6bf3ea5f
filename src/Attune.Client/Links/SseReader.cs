using System.Text;

namespace Attune.Client.Links;

/// <summary>Reads an event stream (HTML 9.2.6): data and id of each event; comments are signs of life.</summary>
internal sealed class SseReader(Stream body, Action heard) : IDisposable
{
    private const int MaxEventChars = 64 * 1024 * 1024;

    private readonly StreamReader _lines = new(body, Encoding.UTF8);

    /// <summary>The newest id.</summary>
    public string? Id { get; private set; }

    /// <summary>
    /// The data of the next event; empty for an id alone; null when the server has ended the response.
    /// </summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellation)
    {
        var data = new StringBuilder();
        var hasId = false;
        while (await _lines.ReadLineAsync(cancellation) is { } line)
        {
            heard();
            if (line.Length == 0 && (data.Length > 0 || hasId))
                return data.ToString();
            if (line.StartsWith("id:", StringComparison.Ordinal))
                (Id, hasId) = (ValueOf(line), true);
            else if (line.StartsWith("data:", StringComparison.Ordinal))
                data.Append(data.Length > 0 ? "\n" : "").Append(ValueOf(line));
            if (data.Length > MaxEventChars)
                throw new IOException($"The server sent an event of more than {MaxEventChars} characters.");
        }

        return null;
    }

    public void Dispose() => _lines.Dispose();

    private static string ValueOf(string line)
    {
        var value = line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1);
        return new string(value is [' ', ..] ? value[1..] : value);
    }
}
