using System.Text;
using System.Text.Json;
using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Fuzz.Fuzzing;
using Attune.Realtime.Protocol;

namespace Attune.Fuzz.Targets;

/// <summary>
/// What a client says in a text frame. Promises: the reader never throws; what is one JSON object is read or refused with a
/// reason, anything else is <c>invalid_json</c>; a refusal carries the reference wherever in the object it stands; its
/// answer is JSON; positions and list lengths are within their bounds.
/// </summary>
internal sealed class VerbsTarget : IFuzzTarget
{
    private const int LongestReference = 128;
    private const int HeaderOfAnswer = 2;

    public string Name => "verbs";

    public int Rounds => 6000;

    public byte[] Generate(Chance chance) => JsonGrammar.Frame(chance);

    public ValueTask<string> RunAsync(byte[] input)
    {
        var read = ClientFrameReader.Read(input);
        var references = ReferencesOf(input);
        if (read.Failure is { } unreadable)
        {
            Promise.Same(RealtimeErrors.InvalidJson.Code, unreadable.Code, "what cannot be read is invalid_json");
            Promise.Holds(references is null || !IsReadable(input), "one JSON object is read");
            CheckAnswer(unreadable, []);
            return ValueTask.FromResult("invalid_json " + Shape(input));
        }

        var frame = read.Value;
        // What follows a field that is refused is only searched for the reference.
        Promise.Holds(references is not null || frame.Failure is not null, "only one JSON object is read");
        CheckBounds(frame);
        var isRefused = frame.Failure is not null;
        if (references is { Count: > 0 } && references.TrueForAll(IsReference))
            Promise.Holds(references.Contains(Encoding.UTF8.GetString(frame.Ref)), "the reference is carried, also by a refusal");
        if (references is { Count: 0 })
            Promise.Same(0, frame.Ref.Length, "no reference is made up");
        CheckAnswer(frame.Failure ?? Failure.Of(RealtimeErrors.UnknownVerb), frame.Ref);
        return ValueTask.FromResult($"{frame.Type is null} {isRefused} {frame.Failure?.Detail} {Known(frame)}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The raw values of all top-level references; null when this is not one JSON object.</summary>
    private static List<string>? ReferencesOf(byte[] input)
    {
        try
        {
            using var document = JsonDocument.Parse(input);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            return [.. document.RootElement.EnumerateObject().Where(property => property.NameEquals("ref"))
                .Where(property => property.Value.ValueKind != JsonValueKind.Null)
                .Select(property => property.Value.GetRawText())];
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair.
            return null;
        }
    }

    /// <summary>False when a text in it is no Unicode, which JSON itself allows.</summary>
    private static bool IsReadable(byte[] input)
    {
        var reader = new Utf8JsonReader(input);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    reader.GetString();
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsReference(string raw) =>
        raw[0] is '"' or '-' or (>= '0' and <= '9') && Encoding.UTF8.GetByteCount(raw) <= LongestReference;

    private static void CheckBounds(ClientFrame frame)
    {
        Promise.Holds(frame.Failure is not null || frame.LastSeq is null or >= 0, "a position is 0 or more");
        foreach (var positions in (Dictionary<string, long>?[])[frame.LastSeqByService, frame.Parts])
            Promise.Holds(positions?.Values.All(position => position >= 0) != false, "every position is 0 or more");
        Promise.Holds(frame.Ref.Length <= LongestReference, "a reference is short");
    }

    private static void CheckAnswer(Failure failure, byte[] reference)
    {
        var answer = ServerFrames.Error(failure, reference);
        var header = (answer[1] & 0x7F) < 126 ? HeaderOfAnswer : HeaderOfAnswer + 2;
        using var document = JsonDocument.Parse(answer.AsMemory(header));
        Promise.Same("error", document.RootElement.GetProperty("type").GetString(), "a refusal is an error");
    }

    private static string Known(ClientFrame frame) =>
        $"{frame.Services?.Count > 0}{frame.Topics?.Count > 0}{frame.Event is null}{frame.Parts is null}{frame.LastSeq is null}";

    private static string Shape(byte[] input) => input.Length == 0 ? "empty" : ((char)input[0]).ToString();
}
