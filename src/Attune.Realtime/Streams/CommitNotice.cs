using Attune.Realtime.AiStreams;

namespace Attune.Realtime.Streams;

/// <summary>Tells delivery what has become visible. Made once per commit, shared by all shards.</summary>
/// <param name="Domain">Where.</param>
/// <param name="CommittedSeq">Everything up to here may be delivered.</param>
/// <param name="Topics">Topics with new frames, each once.</param>
/// <param name="Streams">AI streams with new text or a new state, each once.</param>
internal sealed record CommitNotice(
    Domain Domain, long CommittedSeq, IReadOnlyList<Topic> Topics, IReadOnlyList<AiStream> Streams);
