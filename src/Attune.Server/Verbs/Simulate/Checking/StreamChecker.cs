namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>Every viewer of a finished AI stream holds exactly the bytes that its producer wrote.</summary>
internal static class StreamChecker
{
    public static IEnumerable<Violation> Check(StreamHistory stream)
    {
        foreach (var view in stream.Views)
        {
            var where = $"{view.Viewer} of {stream.Stream}";
            if (view.State != "complete")
                yield return new Violation("unfinished", where, $"last heard of state '{view.State}'");
            var same = view.Bytes.Span.CommonPrefixLength(stream.Written.Span);
            if (same != stream.Written.Length || same != view.Bytes.Length)
            {
                yield return new Violation("not_identical", where,
                    $"has {view.Bytes.Length} bytes, {stream.Written.Length} were written; the first {same} are the same");
            }
        }
    }
}
