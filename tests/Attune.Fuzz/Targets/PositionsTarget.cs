using System.Text;
using Attune.Foundation.Hosting;
using Attune.Fuzz.Fuzzing;
using Attune.Realtime.Sessions;
using Attune.Realtime.Transports.AiFeeds;
using Attune.TestKit.Folders;

namespace Attune.Fuzz.Targets;

/// <summary>
/// What a client gives back to go on: the signed token (handshake, poll cursor, <c>Last-Event-ID</c>) and the positions in an
/// AI stream. Promises: only a token of ours for this organisation is read, and to the positions it was made of; positions
/// are 0 or more, and survive being written again.
/// </summary>
internal sealed class PositionsTarget : IFuzzTarget
{
    private static readonly DomainPosition[][] Issued =
    [
        [new("main", "g7", 42)], [new("main", "g7", 42), new("memory", "g9", 3)], [new("main", "g1", long.MaxValue)],
        [new("", "g7", 0)], [.. Enumerable.Range(0, 60).Select(i => new DomainPosition($"d{i}", "g1", i))],
    ];

    private readonly TempFolder _folder = new();
    private readonly ResumeTokens _tokens;
    private readonly string[] _made;
    private readonly string _foreign;

    public PositionsTarget()
    {
        _tokens = new ResumeTokens(DataFolder.Unlocked(_folder.Path));
        _made = [.. Issued.Select(positions => _tokens.Make("local", positions))];
        _foreign = _tokens.Make("other", Issued[0]);
    }

    public string Name => "positions";

    public int Rounds => 6000;

    public byte[] Generate(Chance chance) => Encoding.UTF8.GetBytes(chance.Below(4) switch
    {
        0 => chance.Of([.. _made, _foreign]),
        1 => chance.Of(_made) + chance.Of("", "=", " ", "\n", "A"),
        2 => string.Join(',', Enumerable.Range(0, chance.Below(4)).Select(_ =>
            chance.Of("", "text=", "reasoning=", "=", "a=b=")
                + chance.Of("0", "1843", "-1", "", "9223372036854775808", " 7", "+7")))
            + chance.Of("", "", ";done", ";done;done"),
        _ => chance.Text(40),
    });

    public ValueTask<string> RunAsync(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var token = _tokens.Read("local", text);
        Promise.Holds(token is null || Array.Exists(Issued, positions => token.Domains.SequenceEqual(positions)),
            "only what was issued is read");
        Promise.Holds(Array.IndexOf(_made, text) is var made && (made < 0 || token is not null), "what was issued is read");
        Promise.Holds(_tokens.Read("other", text) is null || Same(text, _foreign), "a token counts for nobody else");
        var parsed = StreamPositions.Parse(text, StreamPositions.DefaultPart);
        if (parsed is not { } positions)
            return ValueTask.FromResult($"{token?.Domains.Count} none");
        Promise.Holds(positions.Positions.Values.All(at => at >= 0), "a position is 0 or more");
        var again = StreamPositions.Parse(
            StreamPositions.Format(positions.Positions, positions.IsDone), StreamPositions.DefaultPart);
        Promise.Holds(again is { } second && second.IsDone == positions.IsDone
            && second.Positions.OrderBy(one => one.Key).SequenceEqual(positions.Positions.OrderBy(one => one.Key)),
            "positions survive being written");
        return ValueTask.FromResult($"{token?.Domains.Count} {positions.Positions.Count} {positions.IsDone}");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Base64 allows white space, and bits in the last character that mean nothing.</summary>
    private static bool Same(string text, string token) =>
        string.Concat(text.Where(character => !char.IsWhiteSpace(character))).TrimEnd('=')
            .StartsWith(token[..^1], StringComparison.Ordinal);
}
