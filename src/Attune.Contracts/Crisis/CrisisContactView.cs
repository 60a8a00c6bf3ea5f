namespace Attune.Contracts.Crisis;

/// <summary>People who can be reached.</summary>
/// <param name="Name">What they are called, in the language of the reply where they have a name in it.</param>
/// <param name="Reach">A telephone number, or an address that begins with <c>https://</c>.</param>
/// <param name="Region">Two letters of ISO 3166-1, or <c>*</c> for everywhere.</param>
public sealed record CrisisContactView(string Name, string Reach, string Region);
