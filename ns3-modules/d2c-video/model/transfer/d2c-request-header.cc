#include "ns3-modules/d2c-video/model/transfer/d2c-request-header.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cRequestHeader);
NS_OBJECT_ENSURE_REGISTERED(D2cAnswerHeader);

TypeId D2cRequestHeader::GetTypeId() {
    static TypeId tid = TypeId("ns3::D2cRequestHeader").SetParent<Header>().SetGroupName("D2c").AddConstructor<D2cRequestHeader>();
    return tid;
}

TypeId D2cRequestHeader::GetInstanceTypeId() const { return GetTypeId(); }
std::uint32_t D2cRequestHeader::GetSerializedSize() const { return kOctets; }

void D2cRequestHeader::Print(std::ostream& os) const {
    os << "request " << id << " of " << requestOctets << " octets, answer " << answerOctets;
}

void D2cRequestHeader::Serialize(Buffer::Iterator start) const {
    start.WriteHtonU32(id);
    start.WriteHtonU64(requestOctets);
    start.WriteHtonU64(answerOctets);
}

std::uint32_t D2cRequestHeader::Deserialize(Buffer::Iterator start) {
    id = start.ReadNtohU32();
    requestOctets = start.ReadNtohU64();
    answerOctets = start.ReadNtohU64();
    return kOctets;
}

TypeId D2cAnswerHeader::GetTypeId() {
    static TypeId tid = TypeId("ns3::D2cAnswerHeader").SetParent<Header>().SetGroupName("D2c").AddConstructor<D2cAnswerHeader>();
    return tid;
}

TypeId D2cAnswerHeader::GetInstanceTypeId() const { return GetTypeId(); }
std::uint32_t D2cAnswerHeader::GetSerializedSize() const { return kOctets; }

void D2cAnswerHeader::Print(std::ostream& os) const { os << "answer " << id << ", request whole at " << requestReceived; }

void D2cAnswerHeader::Serialize(Buffer::Iterator start) const {
    start.WriteHtonU32(id);
    start.WriteHtonU64(static_cast<std::uint64_t>(requestReceived.GetNanoSeconds()));
}

std::uint32_t D2cAnswerHeader::Deserialize(Buffer::Iterator start) {
    id = start.ReadNtohU32();
    requestReceived = NanoSeconds(start.ReadNtohU64());
    return kOctets;
}

}  // namespace ns3
