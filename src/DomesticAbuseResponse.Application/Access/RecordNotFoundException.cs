namespace DomesticAbuseResponse.Application.Access;

/// <summary>A refusal looks like an absence: that a record exists is itself sensitive.</summary>
public sealed class RecordNotFoundException() : Exception("There is no such record, or you may not open it.");
