using Attune.Language.Crisis;

namespace Attune.Companion.Crisis;

/// <summary>A built-in contact.</summary>
/// <param name="Region">Two letters of ISO 3166-1, or <see cref="CrisisContacts.Everywhere"/>.</param>
/// <param name="English">What it is called in English.</param>
/// <param name="Chinese">What it is called in Chinese.</param>
/// <param name="Reach">The number or address.</param>
/// <param name="For">What it helps with.</param>
internal sealed record CrisisContact(
    string Region, string English, string Chinese, string Reach, params IReadOnlyList<CrisisCategory> For);
