using Attune.Realtime.AiStreams;

namespace Attune.Realtime.Streams;

/// <summary>On whose behalf events are published.</summary>
/// <param name="Organisation">Whose log.</param>
/// <param name="Principal">Who; idempotent ids are per principal.</param>
/// <param name="CorrelationId">Finds the call in the server's log; stored with the event.</param>
/// <param name="Connection">The connection it came over, so that it can ask for no echo; 0 for none.</param>
/// <param name="Producer">Who holds the leases of AI streams that it writes; null for this server itself.</param>
internal readonly record struct Publisher(
    string Organisation, string Principal, string? CorrelationId = null, long Connection = 0, StreamProducer? Producer = null);
