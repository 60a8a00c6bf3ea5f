using RealtimeLoad.Scenarios;

namespace RealtimeLoad.Report;

/// <summary>One run: its numbers, or why it failed.</summary>
internal sealed record RunRecord(string Scenario, string System, int Round, RunValues Values, string? Failure);
