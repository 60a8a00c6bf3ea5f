namespace Attune.Architecture.Tests.Guards;

/// <summary>A rule of the house as a test.</summary>
/// <param name="Name">What the baseline and the test's name call it.</param>
/// <param name="Check">Finds every place that breaks it.</param>
/// <param name="Planted">A small house with the violation in it, which the guard must find: a guard that cannot fail guards
/// nothing.</param>
internal sealed record Guard(string Name, Func<House, IEnumerable<Violation>> Check, House Planted);
