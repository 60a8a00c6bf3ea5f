using System.Text;
using Attune.Fuzz.Fuzzing;
using Attune.Realtime.AiStreams;

namespace Attune.Fuzz.Targets;

/// <summary>
/// Appends to an AI stream at any position with any bytes, ends and restarts in between; every four bytes of the input are
/// one step. Promises: what is accepted is exactly what a simple model accepts; the text is the model's, byte for byte, also
/// after a restart; it never holds half a character.
/// </summary>
internal sealed class StreamsTarget : IFuzzTarget
{
    private const int BytesPerStep = 4;
    private const int MostSteps = 60;
    private static readonly byte[] Truth =
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(i => $"{i}aé好😀 ")));

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly EngineUnderTest _engine = new();
    private int _runs;

    public StreamsTarget() => _engine.Open();

    public string Name => "streams";

    public int Rounds => 400;

    public byte[] Generate(Chance chance)
    {
        var steps = new List<byte>();
        for (var left = chance.Between(1, 20); left > 0; left--)
            steps.AddRange((byte)chance.Of(0, 0, 0, 0, 1, 1, 2, 3, 4), (byte)chance.Of(0, 0, 0, 255, 250, 1, 3, 128),
                chance.Byte(), (byte)chance.Below(2));
        return [.. steps];
    }

    public async ValueTask<string> RunAsync(byte[] input)
    {
        var model = new Model($"s{_runs++}");
        var behaviour = new StringBuilder();
        for (var at = 0; at + BytesPerStep <= Math.Min(input.Length, MostSteps * BytesPerStep); at += BytesPerStep)
        {
            var part = input[at + 3] % 2 == 0 ? "text" : "more";
            var outcome = await StepAsync(model, input[at] % 5, (sbyte)input[at + 1], input[at + 2], part);
            if (at < 6 * BytesPerStep)
                behaviour.Append(outcome).Append(' ');
        }

        await CheckAsync(model);
        return behaviour.ToString();
    }

    public ValueTask DisposeAsync()
    {
        _engine.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> StepAsync(Model model, int step, int offset, int length, string part)
    {
        switch (step)
        {
            case 0:
                var at = model.Length(part) + offset;
                var from = (int)Math.Clamp(at, 0, Truth.Length);
                return await AppendAsync(model, part, at, Truth[from..Math.Min(Truth.Length, from + (length % 24))]);
            case 1:
                byte[] other = length % 3 == 0 ? [] : length % 3 == 1 ? "好!"u8.ToArray() : [(byte)length, 0xA5];
                return await AppendAsync(model, part, model.Length(part) + offset, other);
            case 2 when model.IsKnown:
                var ended = await _engine.Engine.EndAsync(
                    EngineUnderTest.Publisher, model.Id, AiStreamState.Complete, CancellationToken.None);
                Promise.Holds(ended.Failure is null || model.IsOver, "an open stream can be ended");
                model.IsOver = true;
                return "ended";
            case 3 when length % 8 == 0:
                _engine.Close();
                _engine.Open();
                await CheckAsync(model);
                return "restarted";
            default:
                await CheckAsync(model);
                return "read";
        }
    }

    private async Task<string> AppendAsync(Model model, string part, long at, byte[] text)
    {
        var mustSucceed = model.Accepts(part, at, text);
        var appended = await _engine.Engine.AppendAsync(
            EngineUnderTest.Publisher, new AiStreamAppend(model.Id, part, at, text), CancellationToken.None);
        Promise.Same(mustSucceed, appended.Failure is null,
            $"append of {text.Length} at {at} where {model.Length(part)} are: {appended.Failure?.Code}");
        if (appended.Failure is { } failure)
            return failure.Code;
        model.Append(part, at, text);
        return text.Length == 0 ? "nothing" : "appended";
    }

    private async Task CheckAsync(Model model)
    {
        var found = await _engine.Engine.FindStreamAsync(EngineUnderTest.Organisation, model.Id, CancellationToken.None);
        Promise.Same(model.IsKnown, found.Failure is null, "a stream exists once its first append was taken");
        if (found.Failure is not null)
            return;
        Promise.Same(model.IsOver, found.Value.State.IsFinal(), "it is over when it was ended");
        foreach (var (part, expected) in model.Parts)
        {
            var text = found.Value.FindPart(part)?.ToArray() ?? [];
            Promise.Holds(text.AsSpan().SequenceEqual(expected.ToArray()), $"the part {part} has its bytes");
            Promise.Holds(IsUtf8(text), "no character is cut");
        }
    }

    private static bool IsUtf8(byte[] text)
    {
        try
        {
            Strict.GetCharCount(text);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>What an AI stream is, without anything that makes it fast or durable.</summary>
    private sealed class Model(string id)
    {
        public string Id { get; } = id;

        public Dictionary<string, List<byte>> Parts { get; } = [];

        public bool IsKnown { get; private set; }

        public bool IsOver { get; set; }

        public int Length(string part) => Parts.TryGetValue(part, out var text) ? text.Count : 0;

        public bool Accepts(string part, long at, byte[] text)
        {
            var length = Length(part);
            if (at < 0 || !IsUtf8(text) || (!IsKnown && at != 0) || at > length)
                return false;
            var overlap = (int)Math.Min(length - at, text.Length);
            if (overlap > 0 && !Parts[part].Skip((int)at).Take(overlap).SequenceEqual(text.Take(overlap)))
                return false;
            return !IsOver || overlap == text.Length;
        }

        public void Append(string part, long at, byte[] text)
        {
            IsKnown = true;
            if (!Parts.TryGetValue(part, out var held))
                Parts[part] = held = [];
            held.AddRange(text.Skip((int)(held.Count - at)));
        }
    }
}
