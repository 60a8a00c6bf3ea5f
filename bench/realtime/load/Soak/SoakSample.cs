namespace RealtimeLoad.Soak;

/// <summary>What was seen at one moment.</summary>
/// <param name="Minute">Since the load began.</param>
/// <param name="ResidentBytes">Resident memory of the server.</param>
/// <param name="LiveBytes">Live managed bytes after a full collection; null where none was made.</param>
internal sealed record SoakSample(double Minute, double ResidentBytes, double? LiveBytes);
