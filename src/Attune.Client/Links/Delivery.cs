using Attune.Client.Protocol;

namespace Attune.Client.Links;

/// <summary>What waits to be handed on.</summary>
/// <param name="Frame">The frame; null when only the position moves.</param>
/// <param name="Lane">The request that it came over; null for the answer to a call.</param>
/// <param name="Token">Stands for everything up to this frame; null where that is not told.</param>
internal readonly record struct Delivery(ServerFrame? Frame, Lane? Lane = null, string? Token = null);
