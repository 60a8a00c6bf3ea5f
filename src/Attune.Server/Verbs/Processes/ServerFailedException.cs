namespace Attune.Server.Verbs.Processes;

/// <summary>The child server did not start, or ended although nobody had killed it.</summary>
public sealed class ServerFailedException(string message) : Exception(message);
