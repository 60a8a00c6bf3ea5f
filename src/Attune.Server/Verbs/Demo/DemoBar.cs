namespace Attune.Server.Verbs.Demo;

/// <summary>How far somebody has come.</summary>
/// <param name="Name">Who.</param>
/// <param name="Done">Bytes so far.</param>
/// <param name="Total">Bytes of the whole text.</param>
/// <param name="Tail">The newest characters.</param>
internal sealed record DemoBar(string Name, long Done, long Total, string Tail);
