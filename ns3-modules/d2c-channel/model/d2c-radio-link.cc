#include "ns3-modules/d2c-channel/model/d2c-radio-link.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cRadioLink);

TypeId D2cRadioLink::GetTypeId() {
    static const TypeId tid = TypeId("ns3::D2cRadioLink").SetParent<Object>().SetGroupName("D2c");
    return tid;
}

}  // namespace ns3
