namespace Attune.Architecture.Tests.Tidy;

/// <summary>One exception.</summary>
/// <param name="Rule">The guard's name.</param>
/// <param name="Path">The file, folder or endpoint.</param>
/// <param name="Measure">How much may be wrong there.</param>
/// <param name="Reason">Why it may, for now.</param>
internal sealed record BaselineEntry(string Rule, string Path, int Measure, string Reason);
