namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>What one viewer ended with.</summary>
/// <param name="Viewer">How it is called in a verdict.</param>
/// <param name="Bytes">The bytes it put together over all its connections.</param>
/// <param name="State">The last state it was told, null when it was told none.</param>
internal sealed record StreamCopy(string Viewer, ReadOnlyMemory<byte> Bytes, string? State);
