using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>The server's word that an event is stored. A repeated publish has several, which must agree.</summary>
/// <param name="Draft">What was sent.</param>
/// <param name="Seq">Where the server said it stands.</param>
internal readonly record struct Acknowledgement(Draft Draft, long Seq);
