namespace RealtimeLoad.AiStreams;

/// <summary>Shows, before anything is measured, that the comparison of texts sees the faults it is there for.</summary>
internal static class ViewedTextProof
{
    private const int Tokens = 8;

    public static void Run()
    {
        var length = NewStream().Length;
        Expect((0, 0, 0), (text, data) => text.Take(0, length, data), length, "complete");
        Expect((0, 0, 0), (text, data) =>
        {
            text.Take(0, 3, data.AsSpan(0, 3));
            text.Take(3, length, data.AsSpan(3));
        }, length, "complete");
        Expect((1, 0, 0), (text, data) => text.Take(0, length - 1, data.AsSpan(0, length - 1)), length, "complete");
        Expect((1, 0, 0), (text, data) => text.Take(0, length, data), length - 1, "complete");
        Expect((1, 0, 0), (text, data) => text.Take(0, length, data), length, "failed");
        Expect((1, 0, 0), (text, data) => text.Take(0, length, Changed(data)), length, "complete");
        Expect((0, 1, 0), (text, data) =>
        {
            text.Take(0, length, data);
            text.Take(0, 3, data.AsSpan(0, 3));
        }, length, "complete");
        Expect((0, 0, 1), (text, data) => text.Take(3, length, data.AsSpan(3)), length, "complete");
    }

    private static void Expect(
        (long Wrong, long Repeated, long Early) expected, Action<ViewedText, byte[]> view, long length, string state)
    {
        var (stream, meter) = (NewStream(), new StreamMeter());
        var text = new ViewedText(stream, meter);
        view(text, StreamText.From(StreamText.FirstToken(1), 0, stream.Length).ToArray());
        text.End(length, state);
        if ((meter.Wrong, meter.Repeated, meter.Early) != expected)
        {
            throw new InvalidOperationException(
                $"The checker found {meter.Wrong} wrong, {meter.Repeated} repeated, {meter.Early} early, not {expected}.");
        }
    }

    private static WrittenStream NewStream()
    {
        var stream = new WrittenStream("proof", 1, Tokens) { EndedAs = "complete" };
        while (stream.Tokens < Tokens)
            stream.NextToken();
        return stream;
    }

    private static byte[] Changed(byte[] data) => [.. data.AsSpan(0, data.Length - 1), (byte)(data[^1] ^ 1)];
}
