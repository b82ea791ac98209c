namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>
/// Says that a page, whoever opens it, shows nothing about a person the records are about. Whatever does not say so is taken to show
/// people; a test looks for planted words on every page that does.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ShowsNobodyAttribute : Attribute;
