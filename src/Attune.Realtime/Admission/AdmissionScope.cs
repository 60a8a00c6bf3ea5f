namespace Attune.Realtime.Admission;

/// <summary>Whose limit it is, from the narrowest to the widest.</summary>
internal enum AdmissionScope
{
    Connection,
    Principal,
    Organisation,
    Server,
}
